// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {UnitTest} from "./UnitTest.sol";
import {Glutton, Refuser} from "./mocks/Receivers.sol";

contract PushCreditTest is UnitTest {
    function test_sendsTheCreditToItsAccount() public {
        beginWithCredit();
        vm.etch(worker, "");

        vm.expectEmit(address(escrow));
        emit ITaskEscrow.CreditWithdrawn(worker, ETH, worker, REWARD);
        vm.prank(stranger);
        escrow.pushCredit(worker, ETH);

        assertEq(worker.balance, REWARD);
        assertEq(stranger.balance, 0);
        assertEq(address(escrow).balance, FEE);
        assertEq(escrow.creditOf(worker, ETH), 0);
        assertRefused(stranger, call(worker, ETH), nothing(worker, ETH));
    }

    function test_grantsTheAccountAllTheGas() public {
        beginWithCredit();
        vm.etch(worker, type(Glutton).runtimeCode);

        vm.prank(stranger);
        escrow.pushCredit(worker, ETH);

        assertEq(worker.balance, REWARD);
    }

    function test_isOpenToEverybody() public {
        beginWithCredit();
        vm.etch(worker, "");

        address[] memory people = everybody();
        for (uint256 i = 0; i < people.length; ++i) {
            assertAllowed(people[i], call(worker, ETH));
        }
    }

    function test_rejectsAnAccountWithoutACredit() public {
        beginWithCredit();

        assertRefused(worker, call(stranger, ETH), nothing(stranger, ETH));
        assertRefused(worker, call(worker, address(token)), nothing(worker, address(token)));
    }

    function test_keepsTheCreditIfTheAccountStillRefuses() public {
        beginWithCredit();

        assertRefused(
            stranger,
            call(worker, ETH),
            abi.encodeWithSelector(ITaskEscrow.TaskEscrow_PaymentRefused.selector, worker, ETH, REWARD)
        );
        assertEq(escrow.creditOf(worker, ETH), REWARD);
    }

    function test_worksWhilePaused() public {
        beginWithCredit();
        vm.etch(worker, "");
        vm.prank(guardian);
        escrow.pause();

        assertAllowed(stranger, call(worker, ETH));
    }

    function beginWithCredit() private {
        begin(Status.Submitted, ethTerms());
        vm.etch(worker, type(Refuser).runtimeCode);
        vm.prank(publisher);
        escrow.approveCompletion(terms, worker);
        assertEq(escrow.creditOf(worker, ETH), REWARD);
    }

    function nothing(address account, address token_) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ITaskEscrow.TaskEscrow_NothingToWithdraw.selector, account, token_);
    }

    function call(address account, address token_) private pure returns (bytes memory) {
        return abi.encodeCall(ITaskEscrow.pushCredit, (account, token_));
    }
}
