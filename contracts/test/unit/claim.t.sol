// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {IEscrowRoles} from "../../src/interfaces/IEscrowRoles.sol";
import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {UnitTest} from "./UnitTest.sol";

contract ClaimTest is UnitTest {
    uint256 private constant VALID_UNTIL = START + 1 days;

    function test_legalOnlyWhileOpen() public {
        assertLegalOnlyIn(OPEN, attempt);
    }

    function test_givesTheTaskToThePlayer() public {
        begin(Status.Open);
        vm.warp(START + 100);

        bytes memory data = call();
        vm.expectEmit(address(escrow));
        emit ITaskEscrow.Claimed(task, worker);
        send(relayer, data);

        assertState(task, Status.Claimed, worker, 1000, START + 100 + WORK_WINDOW, 0, 0);
    }

    function test_anybodyMayCarryIt() public {
        begin(Status.Open);

        assertAnybodyMay(call());
    }

    function test_closesWithTheClaimDeadline() public {
        begin(Status.Open);
        uint256 last = START + CLAIM_PERIOD;
        bytes memory data = callUntil(last + 1);

        vm.warp(last - 1);
        assertAllowed(relayer, data);
        vm.warp(last);
        assertAllowed(relayer, data);
        vm.warp(last + 1);
        assertRefused(relayer, data, deadlinePassed(last));
    }

    function test_endsWithTheAssignersConsent() public {
        begin(Status.Open);
        bytes memory data = call();

        vm.warp(VALID_UNTIL - 1);
        assertAllowed(relayer, data);
        vm.warp(VALID_UNTIL);
        assertAllowed(relayer, data);
        vm.warp(VALID_UNTIL + 1);
        assertRefused(
            relayer,
            data,
            abi.encodeWithSelector(ITaskEscrow.TaskEscrow_SignatureExpired.selector, VALID_UNTIL, VALID_UNTIL + 1)
        );
    }

    function test_bindsTheAssignersSignature() public {
        begin(Status.Open);
        Message memory message = Message(
            assigner,
            assignerKey,
            "Assignment(bytes32 task,uint256 openedIn,address worker,uint256 validUntil)",
            abi.encode(task, openedIn(task), worker, VALID_UNTIL)
        );

        assertBinds(relayer, message, withAssignerSignature);
        assertBinds(assigner, message, withAssignerSignature);
    }

    function test_bindsTheWorkersSignature() public {
        begin(Status.Open);
        Message memory message = Message(
            worker,
            workerKey,
            "Claim(bytes32 task,uint256 openedIn,address worker)",
            abi.encode(task, openedIn(task), worker)
        );

        assertBinds(relayer, message, withWorkerSignature);
        assertBinds(worker, message, withWorkerSignature);
    }

    function test_rejectsTheFormerAssignersConsent() public {
        begin(Status.Open);
        bytes memory data = call();
        vm.prank(admin);
        escrow.setAssigner(stranger);

        assertRefused(relayer, data, invalidSignature(stranger, assignmentHash(task, worker, VALID_UNTIL)));
    }

    function test_rejectsAClaimFromBeforeALapse() public {
        begin(Status.Open);
        bytes memory data = call();
        send(relayer, data);
        vm.prank(worker);
        escrow.abandon(publisher, terms, "");

        assertRefused(relayer, data, invalidSignature(assigner, assignmentHash(task, worker, VALID_UNTIL)));
        assertAllowed(relayer, call());
    }

    function test_rejectsThePause() public {
        begin(Status.Open);
        vm.prank(guardian);
        escrow.pause();

        assertRefused(relayer, call(), abi.encodeWithSelector(IEscrowRoles.EscrowRoles_Paused.selector));
    }

    function test_rejectsTheConsentsForAnotherWorker() public {
        begin(Status.Open);
        bytes memory data = abi.encodeCall(
            ITaskEscrow.claim,
            (task, otherWorker, VALID_UNTIL, sign(otherWorkerKey, claimHash(task, otherWorker)), consent(VALID_UNTIL))
        );

        assertRefused(relayer, data, invalidSignature(assigner, assignmentHash(task, otherWorker, VALID_UNTIL)));
    }

    function consent(uint256 validUntil) private view returns (bytes memory) {
        return sign(assignerKey, assignmentHash(task, worker, validUntil));
    }

    function withAssignerSignature(bytes memory signature) private view returns (bytes memory) {
        return abi.encodeCall(
            ITaskEscrow.claim, (task, worker, VALID_UNTIL, sign(workerKey, claimHash(task, worker)), signature)
        );
    }

    function withWorkerSignature(bytes memory signature) private view returns (bytes memory) {
        return abi.encodeCall(ITaskEscrow.claim, (task, worker, VALID_UNTIL, signature, consent(VALID_UNTIL)));
    }

    function callUntil(uint256 validUntil) private view returns (bytes memory) {
        bytes memory signature = sign(workerKey, claimHash(task, worker));
        return abi.encodeCall(ITaskEscrow.claim, (task, worker, validUntil, signature, consent(validUntil)));
    }

    function call() private view returns (bytes memory) {
        return callUntil(VALID_UNTIL);
    }

    function attempt() private view returns (address, bytes memory) {
        return (relayer, call());
    }
}
