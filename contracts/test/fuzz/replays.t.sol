// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {IEscrow} from "../support/EscrowTest.sol";
import {UnitTest} from "../unit/UnitTest.sol";

/// @notice Each of the nine messages, signed for another task, chain, contract or opening, is void here.
contract ReplaysFuzz is UnitTest {
    uint256 private constant MESSAGES = 9;

    function testFuzz_bindsTheTask(uint256 message, bytes32 otherContent) public {
        message = bound(message, 0, MESSAGES - 1);
        vm.assume(otherContent != keccak256("content"));
        begin(statusFor(message));
        bytes memory signature = sign(keyFor(message), hashFor(message));

        vm.roll(1000);
        ITaskEscrow.Terms memory other = appealTerms();
        other.content = otherContent;
        begin(statusFor(message), other);

        assertEq(openedIn(task), 1000);
        assertVoid(message, signature);
    }

    function testFuzz_bindsTheTermsOfTheTask(uint256 message, uint96 reward) public {
        message = bound(message, 0, MESSAGES - 1);
        vm.assume(reward != REWARD && reward != 0);
        vm.deal(publisher, type(uint128).max);
        begin(statusFor(message));
        bytes memory signature = sign(keyFor(message), hashFor(message));

        vm.roll(1000);
        ITaskEscrow.Terms memory other = appealTerms();
        other.reward = reward;
        begin(statusFor(message), other);

        assertVoid(message, signature);
    }

    function testFuzz_bindsTheChain(uint256 message, uint64 otherChain) public {
        message = bound(message, 0, MESSAGES - 1);
        uint256 chain = block.chainid;
        otherChain = uint64(bound(otherChain, 1, type(uint64).max - 1));
        vm.assume(otherChain != chain);
        begin(statusFor(message));

        vm.chainId(otherChain);
        bytes memory signature = sign(keyFor(message), hashFor(message));
        vm.chainId(chain);

        assertVoid(message, signature);
    }

    function testFuzz_isVoidOnAForkOfTheChain(uint256 message, uint64 fork) public {
        message = bound(message, 0, MESSAGES - 1);
        fork = uint64(bound(fork, 1, type(uint64).max - 1));
        vm.assume(fork != block.chainid);
        begin(statusFor(message));
        bytes memory signature = sign(keyFor(message), hashFor(message));

        vm.chainId(fork);

        assertVoid(message, signature);
    }

    function testFuzz_bindsTheContract(uint256 message) public {
        message = bound(message, 0, MESSAGES - 1);
        IEscrow first = escrow;
        escrow = deployEscrow();
        begin(statusFor(message));
        bytes memory signature = sign(keyFor(message), hashFor(message));
        bytes32 there = task;

        escrow = first;
        vm.roll(1000);
        begin(statusFor(message));

        assertEq(task, there);
        assertEq(openedIn(task), 1000);
        assertVoid(message, signature);
    }

    function testFuzz_bindsTheFunding(uint256 message, uint256 blocks) public {
        message = bound(message, 0, MESSAGES - 1);
        begin(statusFor(message));
        bytes memory signature = sign(keyFor(message), hashFor(message));
        bytes32 first = task;
        vm.prank(publisher);
        escrow.approveCompletion(terms, worker);

        vm.roll(vm.getBlockNumber() + bound(blocks, 0, 1_000_000));
        begin(statusFor(message));

        assertEq(task, first);
        assertVoid(message, signature);
    }

    function testFuzz_bindsTheOpening(uint256 message, uint256 blocks) public {
        message = bound(message, 0, MESSAGES - 1);
        vm.assume(message != 3 && message != 5 && message != 6);
        begin(Status.Claimed);
        bytes memory signature = sign(keyFor(message), hashFor(message));

        vm.roll(vm.getBlockNumber() + bound(blocks, 0, 1_000_000));
        vm.prank(worker);
        escrow.abandon(publisher, terms, "");
        nextBlock();
        if (message > 1) claim(task, worker, workerKey);

        assertVoid(message, signature);
    }

    function testFuzz_isUsedOnce(uint256 message) public {
        message = bound(message, 0, MESSAGES - 1);
        begin(statusFor(message));
        bytes memory data = callFor(message, sign(keyFor(message), hashFor(message)));
        send(senderFor(message), data);

        Status status = statusOf(task);
        assertNotEq(uint256(status), uint256(statusFor(message)));
        vm.prank(senderFor(message));
        (bool success,) = address(escrow).call(data);
        assertFalse(success);
    }

    function testFuzz_bindsTheKey(uint256 message, uint256 key) public {
        message = bound(message, 0, MESSAGES - 1);
        key = bound(key, 1, CURVE_ORDER - 1);
        vm.assume(key != keyFor(message));
        begin(statusFor(message));

        assertVoid(message, sign(key, hashFor(message)));
    }

    function testFuzz_rejectsAnyOtherBytes(uint256 message, bytes calldata signature) public {
        message = bound(message, 0, MESSAGES - 1);
        begin(statusFor(message));

        assertVoid(message, signature);
    }

    function assertVoid(uint256 message, bytes memory signature) private {
        bytes memory right = sign(keyFor(message), hashFor(message));
        assertRefused(
            senderFor(message),
            callFor(message, signature),
            invalidSignature(vm.addr(keyFor(message)), hashFor(message))
        );
        assertAllowed(senderFor(message), callFor(message, right));
    }

    function statusFor(uint256 message) private pure returns (Status) {
        return [
            Status.Open,
            Status.Open,
            Status.Claimed,
            Status.Submitted,
            Status.Claimed,
            Status.Submitted,
            Status.Ruled,
            Status.Submitted,
            Status.Disputed
        ][message];
    }

    function keyFor(uint256 message) private view returns (uint256) {
        if (message == 1) return assignerKey;
        return message == 3 || message >= 7 ? publisherKey : workerKey;
    }

    function senderFor(uint256 message) private view returns (address) {
        if (message == 0) return assigner;
        return message == 8 ? worker : relayer;
    }

    function hashFor(uint256 message) private view returns (bytes32) {
        if (message == 0) return claimHash(task, worker);
        if (message == 1) return assignmentHash(task, worker, START);
        if (message == 2) return submissionHash(task, worker, 0, EVIDENCE);
        if (message == 3) return revisionHash(task, worker, 0, REASON);
        if (message == 4) return abandonmentHash(task, worker);
        if (message == 5) return disputeHash(task, worker, 0, REASON);
        if (message == 6) return appealHash(task, worker, REASON);
        if (message == 7) return approvalHash(task, worker);
        return settlementHash(task, worker, 1234, START);
    }

    function callFor(uint256 message, bytes memory signature) private view returns (bytes memory) {
        if (message == 0) return abi.encodeWithSignature("assignTo(bytes32,address,bytes)", task, worker, signature);
        if (message == 1) {
            bytes memory consent = sign(workerKey, claimHash(task, worker));
            return abi.encodeCall(ITaskEscrow.claim, (task, worker, START, consent, signature));
        }
        if (message == 2) {
            return abi.encodeWithSignature("submitWork(bytes32,bytes32,bytes)", task, EVIDENCE, signature);
        }
        if (message == 3) return abi.encodeCall(ITaskEscrow.requestRevision, (publisher, terms, REASON, signature));
        if (message == 4) return abi.encodeCall(ITaskEscrow.abandon, (publisher, terms, signature));
        if (message == 5) return abi.encodeCall(ITaskEscrow.dispute, (publisher, terms, worker, REASON, signature));
        if (message == 6) return abi.encodeCall(ITaskEscrow.appeal, (publisher, terms, worker, REASON, signature));
        if (message == 7) {
            return abi.encodeCall(ITaskEscrow.approveCompletionSigned, (publisher, terms, worker, signature));
        }
        return abi.encodeCall(ITaskEscrow.settle, (publisher, terms, worker, 1234, START, signature, ""));
    }
}
