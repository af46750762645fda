// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import {IEscrowRoles} from "../../src/interfaces/IEscrowRoles.sol";
import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {UnitTest} from "./UnitTest.sol";
import {OddToken} from "./mocks/Tokens.sol";

contract FundTest is UnitTest {
    function test_legalOnlyBeforeAndAfter() public {
        assertLegalOnlyIn(NONE, attempt);
    }

    function test_locksRewardAndFeeInEth() public {
        terms = ethTerms();

        fundAndAssertLocked(TOTAL);
    }

    function test_locksRewardAndFeeInTokens() public {
        terms = tokenTerms();

        fundAndAssertLocked(0);
    }

    function test_packsTheWord() public {
        begin(Status.Open, ethTerms());

        uint256 expected =
            (WORK_WINDOW << 96) | (1000 << 64) | ((START + CLAIM_PERIOD) << 32) | (REVIEW_WINDOW << 8) | 1;
        assertEq(rawWord(task), expected);
    }

    function test_emitsFunded() public {
        terms = appealTerms();

        vm.expectEmit(address(escrow));
        emit ITaskEscrow.Funded(keyOf(terms), publisher, terms);
        vm.prank(publisher);
        escrow.fund{value: TOTAL}(terms);
    }

    function test_rejectsTheSameTermsTwice() public {
        begin(Status.Open, tokenTerms());

        assertRefused(publisher, call(), wrongStatus(Status.Open));
    }

    function test_namesTheTasksOfTwoPublishersApart() public {
        begin(Status.Open, ethTerms());
        vm.deal(stranger, TOTAL);

        vm.prank(stranger);
        bytes32 other = escrow.fund{value: TOTAL}(terms);

        assertEq(other, escrow.keyOf(stranger, terms));
        assertNotEq(other, task);
        assertState(other, Status.Open, address(0), vm.getBlockNumber(), START + CLAIM_PERIOD, 0, 0);
    }

    function test_rejectsAnotherValueThanTheTotal() public {
        terms = ethTerms();

        assertValueRefused(TOTAL - 1, TOTAL);
        assertValueRefused(TOTAL + 1, TOTAL);
        assertValueRefused(0, TOTAL);
        assertValueRefused(REWARD, TOTAL);
    }

    function test_rejectsEthWithTokens() public {
        terms = tokenTerms();

        assertValueRefused(1, 0);
        assertValueRefused(TOTAL, 0);
    }

    function test_rejectsThePause() public {
        vm.prank(guardian);
        escrow.pause();
        terms = tokenTerms();

        assertRefused(publisher, call(), abi.encodeWithSelector(IEscrowRoles.EscrowRoles_Paused.selector));
        vm.prank(guardian);
        escrow.unpause();
        assertAllowed(publisher, call());
    }

    function test_rejectsTokensWithoutAllowance() public {
        terms = tokenTerms();
        vm.prank(publisher);
        token.approve(address(escrow), TOTAL - 1);

        assertRefused(
            publisher,
            call(),
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(escrow), TOTAL - 1, TOTAL)
        );
    }

    function test_rejectsATokenWithoutCode() public {
        terms = tokenTerms();
        terms.token = stranger;

        assertRefused(publisher, call(), abi.encodeWithSelector(ITaskEscrow.TaskEscrow_NotAToken.selector, stranger));
    }

    function test_acceptsATokenThatReturnsNothing() public {
        OddToken odd = useOddToken();
        odd.setFaults(OddToken.Fault.ReturnsNothing, OddToken.Fault.None);

        vm.prank(publisher);
        task = escrow.fund(terms);

        assertEq(odd.balanceOf(address(escrow)), TOTAL);
        assertState(task, Status.Open, address(0), vm.getBlockNumber(), START + CLAIM_PERIOD, 0, 0);
    }

    function test_rejectsATokenThatReturnsFalse() public {
        OddToken odd = useOddToken();
        odd.setFaults(OddToken.Fault.ReturnsFalse, OddToken.Fault.None);

        assertRefused(
            publisher, call(), abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, address(odd))
        );
    }

    function test_rejectsATokenThatReverts() public {
        OddToken odd = useOddToken();
        odd.setFaults(OddToken.Fault.Reverts, OddToken.Fault.None);

        assertRefused(publisher, call(), abi.encodeWithSelector(OddToken.Refused.selector));
    }

    function test_rejectsATokenThatMovesAnotherAmount() public {
        OddToken odd = useOddToken();

        odd.deliver(-1, 0);
        assertRefused(publisher, call(), wrongAmount(address(odd), TOTAL - 1));
        odd.deliver(1, 0);
        assertRefused(publisher, call(), wrongAmount(address(odd), TOTAL + 1));
        odd.mint(address(escrow), 5);
        odd.deliver(0, TOTAL + 2);
        assertRefused(publisher, call(), wrongAmount(address(odd), 0));
        odd.deliver(0, 0);
        assertAllowed(publisher, call());
    }

    function test_rejectsATakeWithinATake() public {
        OddToken odd = useOddToken();
        odd.mint(address(odd), TOTAL);
        odd.callBack(address(escrow), call());

        assertRefused(
            publisher, call(), abi.encodeWithSelector(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector)
        );
    }

    function test_allowsOneTakeAfterAnother() public {
        begin(Status.Open, tokenTerms());
        terms.content = "another";

        assertAllowed(publisher, call());
    }

    function test_rejectsDirtyFields() public {
        terms = tokenTerms();

        assertRefused(publisher, dirty(call(), 1, 160), "");
        assertRefused(publisher, dirty(call(), 2, 96), "");
        assertRefused(publisher, dirty(call(), 3, 160), "");
    }

    function test_rejectsTheLastBitOfDirt() public {
        terms = tokenTerms();

        for (uint256 field = 1; field < 4; ++field) {
            bytes memory data = call();
            uint256 width = field == 2 ? 96 : 160;
            data[4 + field * 32 + 31 - width / 8] ^= 0x01;
            assertRefused(publisher, data, "");
        }
    }

    function fundAndAssertLocked(uint256 value) private {
        Balances memory before = balances();
        vm.prank(publisher);
        task = escrow.fund{value: value}(terms);

        assertEq(task, keccak256(abi.encode(publisher, terms)));
        Balances memory present = balances();
        assertEq(present.escrow, before.escrow + TOTAL);
        assertEq(present.publisher, before.publisher - TOTAL);
        assertEq(present.fees, 0);
        assertState(task, Status.Open, address(0), 1000, START + CLAIM_PERIOD, 0, 0);
    }

    function assertValueRefused(uint256 sent, uint256 expected) private {
        vm.expectRevert(abi.encodeWithSelector(ITaskEscrow.TaskEscrow_WrongValue.selector, sent, expected));
        vm.prank(publisher);
        escrow.fund{value: sent}(terms);
    }

    function useOddToken() private returns (OddToken odd) {
        odd = new OddToken();
        odd.mint(publisher, 10 * TOTAL);
        terms = ethTerms();
        terms.token = address(odd);
    }

    function wrongAmount(address odd, uint256 received) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ITaskEscrow.TaskEscrow_WrongAmountReceived.selector, odd, received, TOTAL);
    }

    function call() private view returns (bytes memory) {
        return abi.encodeCall(ITaskEscrow.fund, (terms));
    }

    /// @dev Without a reward's worth of ETH in the call, the refusal of an unfunded task would be WrongValue.
    function attempt() private returns (address, bytes memory) {
        if (uint256(statusOf(task)) == 0) {
            terms.token = address(token);
            task = keyOf(terms);
        }
        return (publisher, call());
    }
}
