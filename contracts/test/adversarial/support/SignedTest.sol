// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../../src/libraries/TaskWord.sol";
import {AdversarialTest, Transaction} from "./AdversarialTest.sol";

/// @notice Everything that somebody signs. A settlement has two signers.
enum Message {
    Claim,
    Assignment,
    Submission,
    Revision,
    Abandonment,
    Dispute,
    Appeal,
    Approval,
    PublishersSettlement,
    WorkersSettlement
}

/// @notice Signs any message and carries it by a relayer, beside whatever else its verb needs, freshly signed.
abstract contract SignedTest is AdversarialTest {
    uint256 internal constant MESSAGES = 10;

    /// @dev Where the message is of use.
    function statusFor(Message message) internal pure returns (Status) {
        if (message == Message.Claim || message == Message.Assignment) return Status.Open;
        if (message == Message.Submission || message == Message.Abandonment) return Status.Claimed;
        if (message == Message.Appeal) return Status.Ruled;
        return Status.Submitted;
    }

    function signerOf(Message message) internal view returns (address) {
        if (message == Message.Assignment) return assigner;
        if (message == Message.Revision || message == Message.Approval || message == Message.PublishersSettlement) {
            return publisher;
        }
        return worker;
    }

    function keyOfSigner(Message message) internal view returns (uint256) {
        address signer = signerOf(message);
        return signer == assigner ? assignerKey : signer == publisher ? publisherKey : workerKey;
    }

    function hashOf(Message message, bytes32 task) internal view returns (bytes32) {
        uint256 round = escrow.stateOf(task).round;
        if (message == Message.Claim) return claimHash(task, worker);
        if (message == Message.Assignment) return assignmentHash(task, worker, FOREVER);
        if (message == Message.Submission) return submissionHash(task, worker, round, EVIDENCE);
        if (message == Message.Revision) return revisionHash(task, worker, round, REASON);
        if (message == Message.Abandonment) return abandonmentHash(task, worker);
        if (message == Message.Dispute) return disputeHash(task, worker, round, REASON);
        if (message == Message.Appeal) return appealHash(task, worker, REASON);
        if (message == Message.Approval) return approvalHash(task, worker);
        return settlementHash(task, worker, AGREED_SHARE, FOREVER);
    }

    function signed(Message message, bytes32 task) internal view returns (bytes memory) {
        return sign(keyOfSigner(message), hashOf(message, task));
    }

    /// @dev The verb that takes the message, sent by a relayer who is nobody.
    function carrying(Message message, ITaskEscrow.Terms memory terms, bytes memory signature)
        internal
        view
        returns (Transaction memory)
    {
        return Transaction(relayer, verbOf(message, terms, signature));
    }

    function verbOf(Message message, ITaskEscrow.Terms memory terms, bytes memory signature)
        private
        view
        returns (bytes memory)
    {
        bytes32 task = keyOf(terms);
        if (message == Message.Claim) {
            return abi.encodeCall(escrow.claim, (task, worker, FOREVER, signature, signed(Message.Assignment, task)));
        }
        if (message == Message.Assignment) {
            return abi.encodeCall(escrow.claim, (task, worker, FOREVER, signed(Message.Claim, task), signature));
        }
        if (message == Message.Submission) {
            return abi.encodeWithSignature("submitWork(bytes32,bytes32,bytes)", task, EVIDENCE, signature);
        }
        if (message == Message.Revision) {
            return abi.encodeCall(escrow.requestRevision, (publisher, terms, REASON, signature));
        }
        if (message == Message.Abandonment) return abi.encodeCall(escrow.abandon, (publisher, terms, signature));
        if (message == Message.Dispute) {
            return abi.encodeCall(escrow.dispute, (publisher, terms, worker, REASON, signature));
        }
        if (message == Message.Appeal) {
            return abi.encodeCall(escrow.appeal, (publisher, terms, worker, REASON, signature));
        }
        if (message == Message.Approval) {
            return abi.encodeCall(escrow.approveCompletionSigned, (publisher, terms, worker, signature));
        }
        return settlementVerb(message, terms, signature);
    }

    function settlementVerb(Message message, ITaskEscrow.Terms memory terms, bytes memory signature)
        private
        view
        returns (bytes memory)
    {
        bytes32 task = keyOf(terms);
        bytes memory ofPublisher =
            message == Message.PublishersSettlement ? signature : signed(Message.PublishersSettlement, task);
        bytes memory ofWorker =
            message == Message.WorkersSettlement ? signature : signed(Message.WorkersSettlement, task);
        return abi.encodeCall(escrow.settle, (publisher, terms, worker, AGREED_SHARE, FOREVER, ofPublisher, ofWorker));
    }
}
