// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {UnitTest} from "./UnitTest.sol";
import {Wallet} from "./mocks/Receivers.sol";

/// @notice {submitWork} in both forms; the shared facts are tested for each.
contract SubmitWorkTest is UnitTest {
    bool private _compact;

    function test_legalOnlyWhileTheWorkerOwesIt() public {
        assertLegalOnlyIn(HELD, attempt);
    }

    function test_legalOnlyWhileTheWorkerOwesItInCompactForm() public {
        _compact = true;

        assertLegalOnlyIn(HELD, attempt);
    }

    function test_startsTheReviewWindow() public {
        begin(Status.Claimed);

        submitAndAssert(0);
    }

    function test_startsTheReviewWindowInCompactForm() public {
        _compact = true;
        begin(Status.Claimed);

        submitAndAssert(0);
    }

    function test_startsTheReviewWindowOfARevision() public {
        begin(Status.RevisionAsked);

        submitAndAssert(1);
    }

    function test_startsTheReviewWindowOfARevisionInCompactForm() public {
        _compact = true;
        begin(Status.RevisionAsked);

        submitAndAssert(1);
    }

    function test_emitsSubmitted() public {
        begin(Status.Claimed);

        for (uint256 i = 0; i < 2; ++i) {
            uint256 snapshot = vm.snapshotState();
            _compact = i == 1;
            bytes memory data = call();
            vm.expectEmit(address(escrow));
            emit ITaskEscrow.Submitted(task, EVIDENCE);
            send(relayer, data);
            vm.revertToStateAndDelete(snapshot);
        }
    }

    function test_closesWithTheWorkWindow() public {
        begin(Status.Claimed);
        uint256 last = START + WORK_WINDOW;

        for (uint256 i = 0; i < 2; ++i) {
            _compact = i == 1;
            vm.warp(last - 1);
            assertAllowed(relayer, call());
            vm.warp(last);
            assertAllowed(relayer, call());
            vm.warp(last + 1);
            assertRefused(relayer, call(), deadlinePassed(last));
        }
    }

    function test_asksTheWorkerForNoSignature() public {
        begin(Status.Claimed);

        assertOnlyElse(worker, withSignature(""), invalidSignature(worker, hash()));
    }

    function test_asksTheWorkerForASignatureInCompactForm() public {
        begin(Status.Claimed);

        assertRefused(worker, compactData(0, 0), invalidSignature(worker, hash()));
    }

    function test_anybodyMayCarryIt() public {
        begin(Status.Claimed);

        assertAnybodyMay(call());
        _compact = true;
        assertAnybodyMay(call());
    }

    function test_bindsTheSignature() public {
        begin(Status.Claimed);

        assertBinds(relayer, message(), withSignature);
    }

    function test_bindsTheSignatureOfARevision() public {
        begin(Status.RevisionAsked);

        assertBinds(relayer, message(), withSignature);
    }

    function test_bindsTheCompactSignature() public {
        begin(Status.RevisionAsked);
        bytes memory refusal = invalidSignature(worker, hash());
        bytes32 typeHash =
            keccak256("Submission(bytes32 task,uint256 openedIn,address worker,uint256 round,bytes32 evidence)");
        bytes memory fields = abi.encode(task, openedIn(task), worker, uint256(1), EVIDENCE);

        for (uint256 i = 0; i < fields.length; i += 32) {
            bytes32 altered = keccak256(bytes.concat(typeHash, _alter(fields, i)));
            assertRefused(relayer, compactCall(workerKey, altered), refusal);
        }
        assertRefused(relayer, compactCall(workerKey, disputeHash(task, worker, 1, EVIDENCE)), refusal);
        assertRefused(relayer, compactCall(publisherKey, hash()), refusal);
        assertAllowed(relayer, compactCall(workerKey, hash()));
    }

    function test_asksNoContractWalletInCompactForm() public {
        begin(Status.Claimed);
        vm.etch(worker, type(Wallet).runtimeCode);
        Wallet(payable(worker)).accept(digestOf(hash()), new bytes(64));

        assertRefused(relayer, compactData(0, 0), invalidSignature(worker, hash()));
    }

    function test_rejectsTheSubmissionOfAnEarlierRound() public {
        begin(Status.Claimed);
        bytes memory data = call();
        send(relayer, data);
        vm.prank(publisher);
        escrow.requestRevision(publisher, terms, REASON, "");

        assertRefused(relayer, data, invalidSignature(worker, hash()));
    }

    function test_worksWhilePaused() public {
        begin(Status.Claimed);
        vm.prank(guardian);
        escrow.pause();

        assertAllowed(relayer, call());
        _compact = true;
        assertAllowed(relayer, call());
    }

    function submitAndAssert(uint256 round) private {
        vm.warp(START + 100);

        send(relayer, call());

        assertState(task, Status.Submitted, worker, 1000, START + 100 + REVIEW_WINDOW, round, 0);
    }

    function hash() private view returns (bytes32) {
        return submissionHash(task, worker, escrow.stateOf(task).round, EVIDENCE);
    }

    function message() private view returns (Message memory) {
        return Message(
            worker,
            workerKey,
            "Submission(bytes32 task,uint256 openedIn,address worker,uint256 round,bytes32 evidence)",
            abi.encode(task, openedIn(task), worker, escrow.stateOf(task).round, EVIDENCE)
        );
    }

    function withSignature(bytes memory signature) private view returns (bytes memory) {
        return abi.encodeWithSignature("submitWork(bytes32,bytes32,bytes)", task, EVIDENCE, signature);
    }

    function compactData(bytes32 r, bytes32 vs) private view returns (bytes memory) {
        return abi.encodeWithSignature("submitWork(bytes32,bytes32,bytes32,bytes32)", task, EVIDENCE, r, vs);
    }

    function compactCall(uint256 key, bytes32 structHash) private view returns (bytes memory) {
        (bytes32 r, bytes32 vs) = signCompact(key, structHash);
        return compactData(r, vs);
    }

    function call() private view returns (bytes memory) {
        return _compact ? compactCall(workerKey, hash()) : withSignature(sign(workerKey, hash()));
    }

    function attempt() private view returns (address, bytes memory) {
        return (relayer, call());
    }
}
