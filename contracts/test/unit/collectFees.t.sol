// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {UnitTest} from "./UnitTest.sol";
import {Caller, Glutton, Refuser} from "./mocks/Receivers.sol";

contract CollectFeesTest is UnitTest {
    function test_sendsTheFeesInEth() public {
        endTask(ethTerms());

        collectAndAssert(ETH, FEE);
    }

    function test_sendsTheFeesInTokens() public {
        endTask(tokenTerms());

        collectAndAssert(address(token), FEE);
    }

    function test_addsUpFeesOfEachToken() public {
        endTask(ethTerms());
        endTask(tokenTerms());
        ITaskEscrow.Terms memory third = ethTerms();
        third.content = "third";
        endTask(third);

        assertEq(escrow.feesOf(ETH), 2 * FEE);
        assertEq(escrow.feesOf(address(token)), FEE);
        collectAndAssert(ETH, 2 * FEE);
        assertEq(escrow.feesOf(address(token)), FEE);
        collectAndAssert(address(token), FEE);
    }

    function test_leavesWhatBelongsToTasks() public {
        endTask(ethTerms());
        ITaskEscrow.Terms memory second = ethTerms();
        second.content = "second";
        begin(Status.Open, second);

        collectAndAssert(ETH, FEE);

        assertEq(address(escrow).balance, TOTAL);
    }

    function test_sendsEarlierFeesToTheNewTreasury() public {
        endTask(ethTerms());
        vm.prank(admin);
        escrow.setTreasury(stranger);

        vm.expectEmit(address(escrow));
        emit ITaskEscrow.FeesCollected(ETH, stranger, FEE);
        escrow.collectFees(ETH);

        assertEq(stranger.balance, FEE);
        assertEq(treasury.balance, 0);
    }

    function test_anybodyMay() public {
        endTask(ethTerms());

        assertAnybodyMay(call(ETH));
    }

    function test_rejectsWhenThereIsNothing() public {
        begin(Status.Open, ethTerms());

        assertRefused(stranger, call(ETH), nothing(ETH));
        assertRefused(stranger, call(address(token)), nothing(address(token)));
    }

    function test_keepsTheFeesIfTheTreasuryRefuses() public {
        endTask(ethTerms());
        vm.etch(treasury, type(Refuser).runtimeCode);

        assertRefused(
            stranger,
            call(ETH),
            abi.encodeWithSelector(ITaskEscrow.TaskEscrow_PaymentRefused.selector, treasury, ETH, FEE)
        );
        assertEq(escrow.feesOf(ETH), FEE);
    }

    function test_grantsTheTreasuryAllTheGas() public {
        endTask(ethTerms());
        vm.etch(treasury, type(Glutton).runtimeCode);

        collectAndAssert(ETH, FEE);
    }

    function test_sendsFeesOnlyOnceFromWithinTheirPayment() public {
        endTask(ethTerms());
        vm.deal(address(escrow), 10 ether);
        vm.etch(treasury, type(Caller).runtimeCode);
        Caller(payable(treasury)).onPayment(address(escrow), call(ETH));

        escrow.collectFees(ETH);

        assertEq(treasury.balance, FEE);
        assertFalse(Caller(payable(treasury)).succeeded());
        assertEq(Caller(payable(treasury)).answer(), nothing(ETH));
    }

    function test_worksWhilePaused() public {
        endTask(ethTerms());
        vm.prank(guardian);
        escrow.pause();

        collectAndAssert(ETH, FEE);
    }

    function endTask(ITaskEscrow.Terms memory each) private {
        begin(Status.None, each);
    }

    function collectAndAssert(address token_, uint256 amount) private {
        terms.token = token_;
        Balances memory before = balances();

        vm.expectEmit(address(escrow));
        emit ITaskEscrow.FeesCollected(token_, treasury, amount);
        vm.prank(stranger);
        escrow.collectFees(token_);

        assertEq(balances().treasury, before.treasury + amount);
        assertEq(balances().escrow, before.escrow - amount);
        assertEq(escrow.feesOf(token_), 0);
        assertRefused(stranger, call(token_), nothing(token_));
    }

    function nothing(address token_) private view returns (bytes memory) {
        return abi.encodeWithSelector(ITaskEscrow.TaskEscrow_NothingToWithdraw.selector, treasury, token_);
    }

    function call(address token_) private pure returns (bytes memory) {
        return abi.encodeCall(ITaskEscrow.collectFees, (token_));
    }
}
