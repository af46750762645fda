// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {UnitTest} from "./UnitTest.sol";

contract AbandonTest is UnitTest {
    function test_legalOnlyWhileHeld() public {
        assertLegalOnlyIn(HELD, attempt);
    }

    function test_opensTheTaskAgain() public {
        begin(Status.Claimed);

        abandonAndAssertOpen();
    }

    function test_opensTheTaskAgainInsteadOfARevision() public {
        begin(Status.RevisionAsked);

        abandonAndAssertOpen();
    }

    function test_opensTheTaskAgainAfterTheWorkWindowToo() public {
        begin(Status.Claimed);
        passClock();

        abandonAndAssertOpen();
    }

    function test_emitsReopened() public {
        begin(Status.Claimed);

        vm.expectEmit(address(escrow));
        emit ITaskEscrow.Reopened(task, worker);
        vm.prank(worker);
        escrow.abandon(publisher, terms, "");
    }

    function test_anotherPlayerMayClaimWithTheSameWindows() public {
        begin(Status.Claimed);
        send(worker, withSignature(""));

        claim(task, otherWorker, otherWorkerKey);
        assertState(task, Status.Claimed, otherWorker, 1001, START + WORK_WINDOW, 0, 0);
        submit(task);
        assertState(task, Status.Submitted, otherWorker, 1001, START + REVIEW_WINDOW, 0, 0);
    }

    function test_asksTheWorkerForNoSignature() public {
        begin(Status.Claimed);

        assertOnlyElse(worker, withSignature(""), invalidSignature(worker, abandonmentHash(task, worker)));
    }

    function test_anybodyMayCarryIt() public {
        begin(Status.Claimed);

        assertAnybodyMay(withSignature(sign(workerKey, abandonmentHash(task, worker))));
    }

    function test_bindsTheSignature() public {
        begin(Status.Claimed);
        Message memory message = Message(
            worker,
            workerKey,
            "Abandonment(bytes32 task,uint256 openedIn,address worker)",
            abi.encode(task, openedIn(task), worker)
        );

        assertBinds(relayer, message, withSignature);
    }

    function test_rejectsTheBlockOfTheOpening() public {
        begin(Status.Claimed);
        vm.roll(vm.getBlockNumber() - 1);

        assertRefused(worker, withSignature(""), openedThisBlock());
    }

    function test_worksWhilePaused() public {
        begin(Status.Claimed);
        vm.prank(guardian);
        escrow.pause();

        abandonAndAssertOpen();
    }

    function test_findsNoTaskUnderDirtyTerms() public {
        begin(Status.Claimed);

        assertFindsNoDirtyTask(worker, withSignature(""), 1);
    }

    function abandonAndAssertOpen() private {
        Balances memory before = balances();
        vm.roll(5000);

        vm.prank(worker);
        escrow.abandon(publisher, terms, "");

        assertState(task, Status.Open, address(0), 5000, START + CLAIM_PERIOD, 0, 0);
        uint256 expected =
            (WORK_WINDOW << 96) | (5000 << 64) | ((START + CLAIM_PERIOD) << 32) | (REVIEW_WINDOW << 8) | 1;
        assertEq(rawWord(task), expected);
        assertEq(balances().escrow, before.escrow);
    }

    function withSignature(bytes memory signature) private view returns (bytes memory) {
        return abi.encodeCall(ITaskEscrow.abandon, (publisher, terms, signature));
    }

    function attempt() private view returns (address, bytes memory) {
        return (worker, withSignature(""));
    }
}
