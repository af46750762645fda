// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {UnitTest} from "./UnitTest.sol";
import {Caller, Glutton, Refuser} from "./mocks/Receivers.sol";
import {OddToken} from "./mocks/Tokens.sol";

contract WithdrawCreditTest is UnitTest {
    function test_sendsTheCredit() public {
        beginWithCredit();

        vm.expectEmit(address(escrow));
        emit ITaskEscrow.CreditWithdrawn(worker, ETH, stranger, REWARD);
        vm.prank(worker);
        escrow.withdrawCredit(ETH, stranger);

        assertEq(stranger.balance, REWARD);
        assertEq(address(escrow).balance, FEE);
        assertEq(escrow.creditOf(worker, ETH), 0);
        assertEq(escrow.feesOf(ETH), FEE);
        assertRefused(worker, call(stranger), nothing(worker, ETH));
    }

    function test_sendsACreditInTokens() public {
        OddToken odd = beginWithTokenCredit();
        odd.setFaults(OddToken.Fault.None, OddToken.Fault.None);

        vm.expectEmit(address(escrow));
        emit ITaskEscrow.CreditWithdrawn(worker, address(odd), stranger, REWARD);
        vm.prank(worker);
        escrow.withdrawCredit(address(odd), stranger);

        assertEq(odd.balanceOf(stranger), REWARD);
        assertEq(odd.balanceOf(address(escrow)), FEE);
        assertEq(escrow.creditOf(worker, address(odd)), 0);
    }

    function test_grantsTheReceiverAllTheGas() public {
        beginWithCredit();
        vm.etch(stranger, type(Glutton).runtimeCode);

        vm.prank(worker);
        escrow.withdrawCredit(ETH, stranger);

        assertEq(stranger.balance, REWARD);
    }

    function test_rejectsEverybodyWithoutACredit() public {
        beginWithCredit();

        address[] memory people = everybody();
        for (uint256 i = 0; i < people.length; ++i) {
            if (people[i] == worker) assertAllowed(worker, call(stranger));
            else assertRefused(people[i], call(people[i]), nothing(people[i], ETH));
        }
    }

    function test_rejectsAnotherToken() public {
        beginWithCredit();

        assertRefused(
            worker,
            abi.encodeCall(ITaskEscrow.withdrawCredit, (address(token), stranger)),
            nothing(worker, address(token))
        );
    }

    function test_keepsTheCreditIfTheReceiverRefuses() public {
        beginWithCredit();

        assertRefused(worker, call(worker), refused(worker, ETH));
        assertEq(escrow.creditOf(worker, ETH), REWARD);
        assertAllowed(worker, call(stranger));
    }

    function test_keepsTheCreditIfTheTokenRefuses() public {
        OddToken odd = beginWithTokenCredit();
        bytes memory data = abi.encodeCall(ITaskEscrow.withdrawCredit, (address(odd), stranger));

        assertRefused(worker, data, refused(stranger, address(odd)));
        odd.setFaults(OddToken.Fault.None, OddToken.Fault.ReturnsFalse);
        assertRefused(worker, data, refused(stranger, address(odd)));
        assertEq(escrow.creditOf(worker, address(odd)), REWARD);
    }

    function test_sendsACreditOnlyOnceFromWithinItsPayment() public {
        beginWithCredit();
        vm.deal(address(escrow), 10 * REWARD);
        vm.etch(worker, type(Caller).runtimeCode);
        Caller(payable(worker)).onPayment(address(escrow), call(worker));

        vm.prank(worker);
        escrow.withdrawCredit(ETH, worker);

        assertEq(worker.balance, REWARD);
        assertFalse(Caller(payable(worker)).succeeded());
        assertEq(Caller(payable(worker)).answer(), nothing(worker, ETH));
    }

    function test_worksWhilePaused() public {
        beginWithCredit();
        vm.prank(guardian);
        escrow.pause();

        assertAllowed(worker, call(stranger));
    }

    function beginWithCredit() private {
        begin(Status.Submitted, ethTerms());
        vm.etch(worker, type(Refuser).runtimeCode);
        vm.prank(publisher);
        escrow.approveCompletion(terms, worker);
        assertEq(escrow.creditOf(worker, ETH), REWARD);
    }

    function beginWithTokenCredit() private returns (OddToken odd) {
        odd = new OddToken();
        odd.mint(publisher, TOTAL);
        odd.setFaults(OddToken.Fault.None, OddToken.Fault.Reverts);
        ITaskEscrow.Terms memory inOdd = ethTerms();
        inOdd.token = address(odd);
        begin(Status.Submitted, inOdd);
        vm.prank(publisher);
        escrow.approveCompletion(terms, worker);
    }

    function nothing(address account, address token_) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ITaskEscrow.TaskEscrow_NothingToWithdraw.selector, account, token_);
    }

    function refused(address recipient, address token_) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ITaskEscrow.TaskEscrow_PaymentRefused.selector, recipient, token_, REWARD);
    }

    function call(address recipient) private pure returns (bytes memory) {
        return abi.encodeCall(ITaskEscrow.withdrawCredit, (ETH, recipient));
    }
}
