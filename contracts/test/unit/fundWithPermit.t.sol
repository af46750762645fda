// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import {IEscrowRoles} from "../../src/interfaces/IEscrowRoles.sol";
import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {PolicyFields} from "../support/EscrowTest.sol";
import {UnitTest} from "./UnitTest.sol";
import {OddToken} from "./mocks/Tokens.sol";

contract FundWithPermitTest is UnitTest {
    uint256 private constant PERMIT_DEADLINE = START + 1 hours;

    function setUp() public override {
        super.setUp();
        vm.prank(publisher);
        token.approve(address(escrow), 0);
        terms = tokenTerms();
    }

    function test_locksRewardAndFeeWithoutAnEarlierAllowance() public {
        Balances memory before = balances();

        bytes memory data = call(TOTAL);
        vm.expectEmit(address(escrow));
        emit ITaskEscrow.Funded(keyOf(terms), publisher, terms);
        task = abi.decode(send(publisher, data), (bytes32));

        assertEq(task, keyOf(terms));
        assertState(task, Status.Open, address(0), 1000, START + CLAIM_PERIOD, 0, 0);
        assertEq(token.balanceOf(address(escrow)), before.escrow + TOTAL);
        assertEq(token.balanceOf(publisher), before.publisher - TOTAL);
        assertEq(token.allowance(publisher, address(escrow)), 0);
    }

    function test_passesOverAPermitThatSomebodyHasCarried() public {
        (uint8 v, bytes32 r, bytes32 s) = permit(TOTAL, PERMIT_DEADLINE);
        bytes memory data = abi.encodeCall(ITaskEscrow.fundWithPermit, (terms, PERMIT_DEADLINE, v, r, s));
        vm.prank(stranger);
        token.permit(publisher, address(escrow), TOTAL, PERMIT_DEADLINE, v, r, s);

        send(publisher, data);

        assertEq(uint256(statusOf(keyOf(terms))), uint256(Status.Open));
    }

    function test_fundsFromAnEarlierAllowanceIfThePermitFails() public {
        vm.prank(publisher);
        token.approve(address(escrow), TOTAL);

        send(publisher, abi.encodeCall(ITaskEscrow.fundWithPermit, (terms, PERMIT_DEADLINE, 27, 0, 0)));

        assertEq(uint256(statusOf(keyOf(terms))), uint256(Status.Open));
        assertEq(token.allowance(publisher, address(escrow)), 0);
    }

    function test_fundsATokenWithoutPermit() public {
        OddToken odd = new OddToken();
        odd.mint(publisher, TOTAL);
        terms.token = address(odd);

        send(publisher, abi.encodeCall(ITaskEscrow.fundWithPermit, (terms, PERMIT_DEADLINE, 27, 0, 0)));

        assertEq(odd.balanceOf(address(escrow)), TOTAL);
    }

    function test_rejectsAFailedPermitWithoutAllowance() public {
        assertRefused(publisher, call(TOTAL - 1), insufficient());
        assertRefused(stranger, call(TOTAL), insufficient());
        bytes memory data = call(TOTAL);
        vm.warp(PERMIT_DEADLINE + 1);
        assertRefused(publisher, data, insufficient());
        vm.warp(PERMIT_DEADLINE);
        assertAllowed(publisher, data);
    }

    function test_rejectsEthAndAccountsWithoutCode() public {
        terms.token = ETH;
        assertRefused(publisher, call(TOTAL), abi.encodeWithSelector(ITaskEscrow.TaskEscrow_NotAToken.selector, ETH));
        terms.token = stranger;
        assertRefused(
            publisher, call(TOTAL), abi.encodeWithSelector(ITaskEscrow.TaskEscrow_NotAToken.selector, stranger)
        );
    }

    function test_takesNoEth() public {
        bytes memory data = call(TOTAL);

        vm.prank(publisher);
        (bool success, bytes memory result) = address(escrow).call{value: 1}(data);

        assertFalse(success);
        assertEq(result, "");
    }

    function test_rejectsThePause() public {
        vm.prank(guardian);
        escrow.pause();

        assertRefused(publisher, call(TOTAL), abi.encodeWithSelector(IEscrowRoles.EscrowRoles_Paused.selector));
    }

    function test_rejectsUnfairTerms() public {
        PolicyFields memory fields = fairPolicy();
        fields.feeRate = 1001;
        terms = termsWith(fields);
        terms.token = address(token);

        assertRefused(
            publisher,
            call(1.1001 ether),
            abi.encodeWithSelector(ITaskEscrow.TaskEscrow_FeeRateTooHigh.selector, 1001, 1000)
        );
    }

    function test_rejectsTheSameTermsTwice() public {
        send(publisher, call(TOTAL));
        task = keyOf(terms);

        assertRefused(publisher, call(TOTAL), wrongStatus(Status.Open));
    }

    function test_rejectsDirtyFields() public {
        assertRefused(publisher, dirty(call(TOTAL), 1, 160), "");
        assertRefused(publisher, dirty(call(TOTAL), 2, 96), "");
        assertRefused(publisher, dirty(call(TOTAL), 3, 160), "");
    }

    function insufficient() private view returns (bytes memory) {
        return abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(escrow), 0, TOTAL);
    }

    function permit(uint256 amount, uint256 deadline) private view returns (uint8 v, bytes32 r, bytes32 s) {
        bytes32 structHash = keccak256(
            abi.encode(
                keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
                publisher,
                address(escrow),
                amount,
                token.nonces(publisher),
                deadline
            )
        );
        return vm.sign(publisherKey, keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), structHash)));
    }

    function call(uint256 amount) private view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = permit(amount, PERMIT_DEADLINE);
        return abi.encodeCall(ITaskEscrow.fundWithPermit, (terms, PERMIT_DEADLINE, v, r, s));
    }
}
