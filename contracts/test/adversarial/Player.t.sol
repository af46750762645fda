// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {Exit, Purse} from "./support/AdversarialTest.sol";
import {Message, SignedTest} from "./support/SignedTest.sol";

/// @notice A player who wants the pay without the work, and a relayer who carries messages as it likes.
contract PlayerTest is SignedTest {
    bytes4 private constant WRONG_STATUS = ITaskEscrow.TaskEscrow_WrongStatus.selector;
    bytes4 private constant PASSED = ITaskEscrow.TaskEscrow_DeadlinePassed.selector;
    bytes4 private constant NOT_PASSED = ITaskEscrow.TaskEscrow_DeadlineNotPassed.selector;
    bytes4 private constant INVALID = ITaskEscrow.TaskEscrow_InvalidSignature.selector;

    function test_aClaimAndSilenceLapsesAfterTheWorkWindow() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        bytes32 task = fundAndClaim(terms);
        uint256 claimedAt = block.timestamp;
        Purse memory was = purseOf(ETH);
        vm.warp(claimedAt + WORK_WINDOW);
        assertRefused(by(stranger, abi.encodeCall(escrow.lapse, (publisher, terms))), NOT_PASSED);
        vm.warp(claimedAt + WORK_WINDOW + 1);
        assertAccepted(by(stranger, abi.encodeCall(escrow.lapse, (publisher, terms))));

        assertStatus(task, Status.Open);
        nextBlock();
        assertAccepted(exitBy(Exit.Cancel, terms));
        assertPaid(ETH, was, payoutOf(Exit.Cancel));
    }

    /// @dev Junk counts as a submission until somebody looks: a publisher who stays silent pays for it.
    function test_junkIsPaidIfThePublisherStaysSilent() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        bytes32 task = fundAndClaim(terms);
        vm.prank(worker);
        escrow.submitWork(task, bytes32(0), "");
        Purse memory was = purseOf(ETH);
        vm.warp(escrow.stateOf(task).clock + 1);

        assertAccepted(exitBy(Exit.Release, terms));
        assertPaid(ETH, was, payoutOf(Exit.Release));
    }

    function test_junkIsNotPaidIfThePublisherDisputes() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        bytes32 task = fundAndClaim(terms);
        vm.prank(worker);
        escrow.submitWork(task, bytes32(0), "");
        Purse memory was = purseOf(ETH);
        vm.prank(publisher);
        escrow.dispute(publisher, terms, publisher, REASON, "");

        assertAccepted(by(arbiter, abi.encodeCall(escrow.resolve, (publisher, terms, 0, REASON))));
        assertPaid(ETH, was, payoutAt(0));
    }

    /// @dev A dispute without work: the worker gains by it only if the arbiter stays silent, and then the default share
    /// that the publisher has put into the terms.
    function test_aDisputeWithoutWorkGainsTheDefaultShareAtMost() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        bytes32 task = fundAndClaim(terms);
        Purse memory was = purseOf(ETH);
        vm.prank(worker);
        escrow.dispute(publisher, terms, worker, REASON, "");
        uint256 disputed = vm.snapshotState();

        assertAccepted(by(arbiter, abi.encodeCall(escrow.resolve, (publisher, terms, 0, REASON))));
        assertPaid(ETH, was, payoutAt(0));

        vm.revertToState(disputed);
        vm.warp(escrow.stateOf(task).clock + 1);
        assertAccepted(exitBy(Exit.ExecuteDefault, terms));
        assertPaid(ETH, was, payoutAt(DEFAULT_SHARE));
    }

    /// @dev Claim, abandon, claim again: every turn needs the assigner and another block; the deadline ends it.
    function test_anAbandonLoopEndsAtTheClaimDeadline() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        bytes32 task = fund(terms);
        Purse memory was = purseOf(ETH);
        uint256 deadline = terms.policy.claimDeadline();
        for (uint256 i = 0; i < 20; ++i) {
            claim(task, worker, workerKey);
            vm.prank(worker);
            escrow.abandon(publisher, terms, "");
            assertEq(escrow.stateOf(task).clock, deadline, "the deadline moved");
            claim(task, worker, workerKey);
            vm.prank(worker);
            vm.expectPartialRevert(ITaskEscrow.TaskEscrow_OpenedThisBlock.selector);
            escrow.abandon(publisher, terms, "");
            nextBlock();
            vm.prank(worker);
            escrow.abandon(publisher, terms, "");
            nextBlock();
        }
        vm.warp(deadline + 1);
        bytes memory consent = signClaim(workerKey, task, worker);
        assertRefused(
            by(assigner, abi.encodeWithSignature("assignTo(bytes32,address,bytes)", task, worker, consent)), PASSED
        );
        assertAccepted(by(stranger, abi.encodeCall(escrow.refund, (publisher, terms))));
        assertPaid(ETH, was, payoutOf(Exit.Refund));
    }

    function test_aSubmissionAtTheLastSecondCountsAndOneLaterDoesNot() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        bytes32 task = fundAndClaim(terms);
        bytes memory data = abi.encodeWithSignature("submitWork(bytes32,bytes32,bytes)", task, EVIDENCE, bytes(""));
        uint256 clock = escrow.stateOf(task).clock;
        vm.warp(clock + 1);
        assertRefused(by(worker, data), PASSED);
        vm.warp(clock);
        assertAccepted(by(worker, data));
        assertEq(escrow.stateOf(task).clock, clock + REVIEW_WINDOW);
        assertRefused(by(worker, data), WRONG_STATUS);
    }

    /// @dev Nobody but the holder of the claim acts for it.
    function test_anotherPlayerCannotActForTheWorker() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        bytes32 task = fundAndClaim(terms);
        Purse memory was = purseOf(ETH);
        assertRefused(
            by(otherWorker, abi.encodeWithSignature("submitWork(bytes32,bytes32,bytes)", task, EVIDENCE, bytes(""))),
            INVALID
        );
        assertRefused(by(otherWorker, abi.encodeCall(escrow.abandon, (publisher, terms, bytes("")))), INVALID);
        assertRefused(
            by(otherWorker, abi.encodeCall(escrow.dispute, (publisher, terms, otherWorker, REASON, bytes("")))),
            ITaskEscrow.TaskEscrow_NotAParty.selector
        );
        assertRefused(
            by(otherWorker, abi.encodeCall(escrow.dispute, (publisher, terms, worker, REASON, bytes("")))), INVALID
        );
        assertUnmoved(ETH, was);
        assertStatus(task, Status.Claimed);
    }

    /// @dev A worker cannot end a task in its own favour by any verb but the ones that time opens.
    function test_aWorkerCannotPayItself() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        fundAndSubmit(terms);
        Purse memory was = purseOf(ETH);
        bytes memory own = sign(workerKey, settlementHash(keyOf(terms), worker, 10_000, FOREVER));
        bytes memory approval = sign(workerKey, approvalHash(keyOf(terms), worker));
        assertRefused(by(worker, abi.encodeCall(escrow.approveCompletion, (terms, worker))), WRONG_STATUS);
        assertRefused(
            by(worker, abi.encodeCall(escrow.approveCompletionSigned, (publisher, terms, worker, approval))), INVALID
        );
        assertRefused(
            by(worker, abi.encodeCall(escrow.settle, (publisher, terms, worker, 10_000, FOREVER, own, own))), INVALID
        );
        assertRefused(by(worker, abi.encodeCall(escrow.release, (publisher, terms))), NOT_PASSED);
        assertUnmoved(ETH, was);
    }

    // The relayer

    /// @dev A relayer that withholds the submission takes nothing: the worker carries it, signed or not.
    function test_aWithheldSubmissionIsCarriedByTheWorkerOrByAnybody() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        bytes32 task = fundAndClaim(terms);
        bytes memory delivery = signed(Message.Submission, task);
        vm.warp(escrow.stateOf(task).clock);

        assertAccepted(
            by(stranger, abi.encodeWithSignature("submitWork(bytes32,bytes32,bytes)", task, EVIDENCE, delivery))
        );
        assertStatus(task, Status.Submitted);
    }

    /// @dev With both consents in hand the player needs no relayer to claim.
    function test_aPlayerCarriesBothConsents() public {
        bytes32 task = fund(ethTerms());
        bytes memory own = signed(Message.Claim, task);
        bytes memory platform = signed(Message.Assignment, task);

        assertAccepted(by(worker, abi.encodeCall(escrow.claim, (task, worker, FOREVER, own, platform))));
        assertEq(escrow.stateOf(task).worker, worker);
    }

    /// @dev Every message in every status where it has no place: refused, whatever the order of the carrier.
    function test_messagesInTheWrongOrderAreRefused() public {
        uint256 start = vm.snapshotState();
        for (uint256 status = 0; status < 8; ++status) {
            for (uint256 i = 0; i < MESSAGES; ++i) {
                if (fits(Message(i), Status(status))) continue;
                ITaskEscrow.Terms memory terms = appealTerms();
                bytes32 task = bringTo(Status(status), terms);
                bytes memory signature = signed(Message(i), task);
                Purse memory was = purseOf(ETH);
                (bool ok,) = send(carrying(Message(i), terms, signature), PLENTY);
                assertFalse(ok, "carried in the wrong order");
                assertStatus(task, Status(status));
                assertUnmoved(ETH, was);
                vm.revertToState(start);
            }
        }
    }

    function fits(Message message, Status status) private pure returns (bool) {
        if (message == Message.Claim || message == Message.Assignment) return status == Status.Open;
        if (message == Message.Submission || message == Message.Abandonment) {
            return status == Status.Claimed || status == Status.RevisionAsked;
        }
        if (message == Message.Revision) return status == Status.Submitted;
        if (message == Message.Dispute) {
            return status == Status.Claimed || status == Status.Submitted || status == Status.RevisionAsked;
        }
        if (message == Message.Appeal) return status == Status.Ruled;
        return status != Status.None;
    }

    /// @dev A settlement is for a time only; after it the relayer holds waste paper.
    function test_aWithheldSettlementExpires() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        bytes32 task = fundAndSubmit(terms);
        uint256 validUntil = block.timestamp + 1 hours;
        bytes32 agreement = settlementHash(task, worker, 100, validUntil);
        bytes memory data = abi.encodeCall(
            escrow.settle,
            (publisher, terms, worker, 100, validUntil, sign(publisherKey, agreement), sign(workerKey, agreement))
        );
        Purse memory was = purseOf(ETH);
        vm.warp(validUntil + 1);
        assertRefused(by(relayer, data), ITaskEscrow.TaskEscrow_SignatureExpired.selector);
        assertUnmoved(ETH, was);
        vm.warp(validUntil);
        assertAccepted(by(relayer, data));
        assertPaid(ETH, was, payoutAt(100));
    }

    /// @dev The relayer cannot change a word of what it carries.
    function test_aRelayerCannotChangeWhatItCarries() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        bytes32 task = fundAndClaim(terms);
        bytes memory delivery = signed(Message.Submission, task);
        assertRefused(
            by(relayer, abi.encodeWithSignature("submitWork(bytes32,bytes32,bytes)", task, REASON, delivery)), INVALID
        );
        submit(task);
        bytes memory asked = signed(Message.Revision, task);
        assertRefused(by(relayer, abi.encodeCall(escrow.requestRevision, (publisher, terms, EVIDENCE, asked))), INVALID);
        bytes32 agreement = settlementHash(task, worker, 100, FOREVER);
        bytes memory one = sign(publisherKey, agreement);
        bytes memory two = sign(workerKey, agreement);
        assertRefused(
            by(relayer, abi.encodeCall(escrow.settle, (publisher, terms, worker, 101, FOREVER, one, two))), INVALID
        );
        assertRefused(
            by(relayer, abi.encodeCall(escrow.settle, (publisher, terms, worker, 100, FOREVER - 1, one, two))), INVALID
        );
        assertRefused(
            by(relayer, abi.encodeCall(escrow.settle, (publisher, terms, worker, 100, FOREVER, two, one))), INVALID
        );
    }
}
