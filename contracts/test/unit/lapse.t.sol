// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {UnitTest} from "./UnitTest.sol";

contract LapseTest is UnitTest {
    function test_legalOnlyWhileHeld() public {
        assertLegalOnlyIn(HELD, attempt);
    }

    function test_opensAfterTheWorkWindow() public {
        begin(Status.Claimed);

        assertOpensAfter(START + WORK_WINDOW);
    }

    function test_opensAfterTheWorkWindowOfARevision() public {
        begin(Status.Submitted);
        vm.warp(START + 100);
        vm.prank(publisher);
        escrow.requestRevision(publisher, terms, REASON, "");

        assertOpensAfter(START + 100 + WORK_WINDOW);
    }

    function test_opensTheTaskAgain() public {
        begin(Status.RevisionAsked);
        passClock();
        vm.roll(5000);

        vm.expectEmit(address(escrow));
        emit ITaskEscrow.Reopened(task, worker);
        vm.prank(stranger);
        escrow.lapse(publisher, terms);

        assertState(task, Status.Open, address(0), 5000, START + CLAIM_PERIOD, 0, 0);
        uint256 expected =
            (WORK_WINDOW << 96) | (5000 << 64) | ((START + CLAIM_PERIOD) << 32) | (REVIEW_WINDOW << 8) | 1;
        assertEq(rawWord(task), expected);
    }

    function test_anybodyMay() public {
        begin(Status.Claimed);
        passClock();

        assertAnybodyMay(call());
    }

    function test_rejectsTheBlockOfTheOpening() public {
        begin(Status.Claimed);
        passClock();
        vm.roll(vm.getBlockNumber() - 1);

        assertRefused(stranger, call(), openedThisBlock());
    }

    function test_worksWhilePaused() public {
        begin(Status.Claimed);
        passClock();
        vm.prank(guardian);
        escrow.pause();

        assertAllowed(stranger, call());
    }

    function test_findsNoTaskUnderDirtyTerms() public {
        begin(Status.Claimed);
        passClock();

        assertFindsNoDirtyTask(stranger, call(), 1);
    }

    function assertOpensAfter(uint256 last) private {
        vm.warp(last - 1);
        assertRefused(stranger, call(), deadlineNotPassed(last));
        vm.warp(last);
        assertRefused(stranger, call(), deadlineNotPassed(last));
        vm.warp(last + 1);
        assertAllowed(stranger, call());
    }

    function call() private view returns (bytes memory) {
        return abi.encodeCall(ITaskEscrow.lapse, (publisher, terms));
    }

    function attempt() private returns (address, bytes memory) {
        passClock();
        return (stranger, call());
    }
}
