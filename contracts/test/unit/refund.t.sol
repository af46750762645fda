// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {UnitTest} from "./UnitTest.sol";

contract RefundTest is UnitTest {
    function test_legalOnlyWhileOpenOrHeld() public {
        assertLegalOnlyIn(OPEN | HELD, attempt);
    }

    function test_opensAfterTheClaimDeadline() public {
        begin(Status.Open);
        uint256 deadline = START + CLAIM_PERIOD;

        vm.warp(deadline - 1);
        assertRefused(stranger, call(), deadlineNotPassed(deadline));
        vm.warp(deadline);
        assertRefused(stranger, call(), deadlineNotPassed(deadline));
        vm.warp(deadline + 1);
        assertAllowed(stranger, call());
    }

    function test_returnsEverythingInEth() public {
        begin(Status.Open, ethTerms());
        passClock();

        refundAndAssertPaid();
    }

    function test_returnsEverythingInTokens() public {
        begin(Status.Open, tokenTerms());
        passClock();

        refundAndAssertPaid();
    }

    function test_waitsForTheClaimThatIsInTime() public {
        begin(Status.Open);
        vm.warp(START + CLAIM_PERIOD);
        claim(task, worker, workerKey);
        uint256 last = START + CLAIM_PERIOD + WORK_WINDOW;

        assertEq(clock(), last);
        vm.warp(last - 1);
        assertRefused(stranger, call(), deadlineNotPassed(last));
        vm.warp(last);
        assertRefused(stranger, call(), deadlineNotPassed(last));
        vm.warp(last + 1);
        refundAndAssertPaid();
    }

    function test_waitsForTheRevisionThatIsInTime() public {
        begin(Status.Submitted);
        vm.warp(clock());
        vm.prank(publisher);
        escrow.requestRevision(publisher, terms, REASON, "");
        uint256 last = clock();
        assertEq(last, START + REVIEW_WINDOW + WORK_WINDOW);

        vm.warp(START + CLAIM_PERIOD);
        assertRefused(stranger, call(), deadlineNotPassed(START + CLAIM_PERIOD));
        vm.warp(START + CLAIM_PERIOD + 1);
        refundAndAssertPaid();
    }

    function test_waitsForTheClaimDeadlineEvenIfTheWorkerIsLate() public {
        begin(Status.Claimed);
        passClock();

        assertRefused(stranger, call(), deadlineNotPassed(START + CLAIM_PERIOD));
    }

    function test_emitsRefunded() public {
        begin(Status.Open);
        passClock();

        vm.expectEmit(address(escrow));
        emit ITaskEscrow.Refunded(task);
        vm.prank(stranger);
        escrow.refund(publisher, terms);
    }

    function test_anybodyMay() public {
        begin(Status.Open);
        passClock();

        assertAnybodyMay(call());
    }

    function test_worksWhilePaused() public {
        begin(Status.Claimed);
        vm.prank(guardian);
        escrow.pause();
        vm.warp(START + CLAIM_PERIOD + 1);

        refundAndAssertPaid();
    }

    function test_findsNoTaskUnderDirtyTerms() public {
        begin(Status.Open);
        passClock();

        assertFindsNoDirtyTask(stranger, call(), 1);
    }

    function refundAndAssertPaid() private {
        Balances memory before = balances();

        vm.prank(stranger);
        escrow.refund(publisher, terms);

        assertPaid(before, 0, TOTAL, 0);
    }

    function call() private view returns (bytes memory) {
        return abi.encodeCall(ITaskEscrow.refund, (publisher, terms));
    }

    function attempt() private returns (address, bytes memory) {
        passClock();
        if (block.timestamp <= terms.policy.claimDeadline()) vm.warp(terms.policy.claimDeadline() + 1);
        return (stranger, call());
    }
}
