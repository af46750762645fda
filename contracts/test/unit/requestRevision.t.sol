// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {PolicyFields} from "../support/EscrowTest.sol";
import {UnitTest} from "./UnitTest.sol";

contract RequestRevisionTest is UnitTest {
    function test_legalOnlyWhileSubmitted() public {
        assertLegalOnlyIn(SUBMITTED, attempt);
    }

    function test_startsTheWorkWindow() public {
        begin(Status.Submitted);
        vm.warp(START + 100);

        vm.expectEmit(address(escrow));
        emit ITaskEscrow.RevisionRequested(task, 1, REASON);
        vm.prank(publisher);
        escrow.requestRevision(publisher, terms, REASON, "");

        assertState(task, Status.RevisionAsked, worker, 1000, START + 100 + WORK_WINDOW, 1, 0);
    }

    function test_keepsTheReviewWindowForTheNextSubmission() public {
        begin(Status.RevisionAsked);
        submit(task);

        assertState(task, Status.Submitted, worker, 1000, START + REVIEW_WINDOW, 1, 0);
    }

    function test_countsTheRounds() public {
        begin(Status.RevisionAsked);
        submit(task);

        vm.expectEmit(address(escrow));
        emit ITaskEscrow.RevisionRequested(task, 2, REASON);
        vm.prank(publisher);
        escrow.requestRevision(publisher, terms, REASON, "");
        submit(task);

        assertEq(escrow.stateOf(task).round, 2);
        assertRefused(publisher, withSignature(""), noneLeft(2));
    }

    function test_countsToFifteen() public {
        begin(Status.Submitted, withRevisions(15));

        for (uint256 i = 1; i <= 15; ++i) {
            vm.prank(publisher);
            escrow.requestRevision(publisher, terms, REASON, "");
            assertState(task, Status.RevisionAsked, worker, 1000, START + WORK_WINDOW, i, 0);
            submit(task);
        }
        assertRefused(publisher, withSignature(""), noneLeft(15));
    }

    function test_rejectsTheFirstIfTheTermsGrantNone() public {
        begin(Status.Submitted, withRevisions(0));

        assertRefused(publisher, withSignature(""), noneLeft(0));
    }

    function test_closesWithTheReviewWindow() public {
        begin(Status.Submitted);
        uint256 last = START + REVIEW_WINDOW;

        vm.warp(last - 1);
        assertAllowed(publisher, withSignature(""));
        vm.warp(last);
        assertAllowed(publisher, withSignature(""));
        vm.warp(last + 1);
        assertRefused(publisher, withSignature(""), deadlinePassed(last));
    }

    function test_asksThePublisherForNoSignature() public {
        begin(Status.Submitted);

        assertOnlyElse(publisher, withSignature(""), invalidSignature(publisher, revisionHash(task, worker, 0, REASON)));
    }

    function test_anybodyMayCarryIt() public {
        begin(Status.Submitted);

        assertAnybodyMay(withSignature(sign(publisherKey, revisionHash(task, worker, 0, REASON))));
    }

    function test_bindsTheSignature() public {
        begin(Status.Submitted);
        assertBinds(relayer, message(), withSignature);

        send(publisher, withSignature(""));
        submit(task);
        assertBinds(relayer, message(), withSignature);
    }

    function test_worksWhilePaused() public {
        begin(Status.Submitted);
        vm.prank(guardian);
        escrow.pause();

        assertAllowed(publisher, withSignature(""));
    }

    function test_findsNoTaskUnderDirtyTerms() public {
        begin(Status.Submitted);

        assertFindsNoDirtyTask(publisher, withSignature(""), 1);
    }

    function withRevisions(uint256 count) private view returns (ITaskEscrow.Terms memory) {
        PolicyFields memory fields = fairPolicy();
        fields.maxRevisions = count;
        return termsWith(fields);
    }

    function noneLeft(uint256 most) private view returns (bytes memory) {
        return abi.encodeWithSelector(ITaskEscrow.TaskEscrow_NoRevisionLeft.selector, task, most);
    }

    function message() private view returns (Message memory) {
        return Message(
            publisher,
            publisherKey,
            "Revision(bytes32 task,uint256 openedIn,address worker,uint256 round,bytes32 reason)",
            abi.encode(task, openedIn(task), worker, escrow.stateOf(task).round, REASON)
        );
    }

    function withSignature(bytes memory signature) private view returns (bytes memory) {
        return abi.encodeCall(ITaskEscrow.requestRevision, (publisher, terms, REASON, signature));
    }

    function attempt() private view returns (address, bytes memory) {
        return (publisher, withSignature(""));
    }
}
