// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {IEscrowRoles} from "../../src/interfaces/IEscrowRoles.sol";
import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {UnitTest} from "./UnitTest.sol";
import {Wallet} from "./mocks/Receivers.sol";

/// @notice {assignTo} in both forms; the shared facts are tested for each.
contract AssignToTest is UnitTest {
    bool private _compact;

    function test_legalOnlyWhileOpen() public {
        assertLegalOnlyIn(OPEN, attempt);
    }

    function test_legalOnlyWhileOpenInCompactForm() public {
        _compact = true;

        assertLegalOnlyIn(OPEN, attempt);
    }

    function test_givesTheTaskToThePlayer() public {
        assignAndAssertClaimed();
    }

    function test_givesTheTaskToThePlayerInCompactForm() public {
        _compact = true;

        assignAndAssertClaimed();
    }

    function test_emitsClaimed() public {
        begin(Status.Open);

        for (uint256 i = 0; i < 2; ++i) {
            uint256 snapshot = vm.snapshotState();
            _compact = i == 1;
            bytes memory data = call();
            vm.expectEmit(address(escrow));
            emit ITaskEscrow.Claimed(task, worker);
            send(assigner, data);
            vm.revertToStateAndDelete(snapshot);
        }
    }

    function test_closesWithTheClaimDeadline() public {
        begin(Status.Open);
        uint256 last = START + CLAIM_PERIOD;

        for (uint256 i = 0; i < 2; ++i) {
            _compact = i == 1;
            vm.warp(last - 1);
            assertAllowed(assigner, call());
            vm.warp(last);
            assertAllowed(assigner, call());
            vm.warp(last + 1);
            assertRefused(assigner, call(), deadlinePassed(last));
        }
    }

    function test_rejectsEverybodyButTheAssigner() public {
        begin(Status.Open);

        assertOnly(assigner, call(), IEscrowRoles.EscrowRoles_NotTheAssigner.selector);
        _compact = true;
        assertOnly(assigner, call(), IEscrowRoles.EscrowRoles_NotTheAssigner.selector);
    }

    function test_rejectsThePause() public {
        begin(Status.Open);
        vm.prank(guardian);
        escrow.pause();
        bytes memory refusal = abi.encodeWithSelector(IEscrowRoles.EscrowRoles_Paused.selector);

        assertRefused(assigner, call(), refusal);
        _compact = true;
        assertRefused(assigner, call(), refusal);
    }

    function test_bindsTheSignature() public {
        begin(Status.Open);

        assertBinds(assigner, message(), withSignature);
    }

    function test_bindsTheCompactSignature() public {
        begin(Status.Open);
        bytes memory refusal = invalidSignature(worker, claimHash(task, worker));
        bytes32 typeHash = keccak256("Claim(bytes32 task,uint256 openedIn,address worker)");
        bytes memory fields = abi.encode(task, openedIn(task), worker);

        for (uint256 i = 0; i < fields.length; i += 32) {
            bytes32 altered = keccak256(bytes.concat(typeHash, _alter(fields, i)));
            assertRefused(assigner, compactCall(workerKey, altered), refusal);
        }
        assertRefused(assigner, compactCall(workerKey, approvalHash(task, worker)), refusal);
        assertRefused(assigner, compactCall(otherWorkerKey, claimHash(task, worker)), refusal);
        assertRefused(assigner, compactData(worker, 0, 0), refusal);
        assertAllowed(assigner, compactCall(workerKey, claimHash(task, worker)));
    }

    function test_rejectsNobodyInCompactForm() public {
        begin(Status.Open);

        assertRefused(
            assigner, compactData(address(0), 0, 0), invalidSignature(address(0), claimHash(task, address(0)))
        );
    }

    function test_rejectsNobody() public {
        begin(Status.Open);
        bytes memory data = abi.encodeWithSignature("assignTo(bytes32,address,bytes)", task, address(0), new bytes(65));

        assertRefused(assigner, data, invalidSignature(address(0), claimHash(task, address(0))));
    }

    function test_asksNoContractWalletInCompactForm() public {
        begin(Status.Open);
        vm.etch(worker, type(Wallet).runtimeCode);
        Wallet(payable(worker)).accept(digestOf(claimHash(task, worker)), new bytes(64));

        assertRefused(assigner, compactData(worker, 0, 0), invalidSignature(worker, claimHash(task, worker)));
    }

    function test_rejectsAClaimFromBeforeALapse() public {
        begin(Status.Open);
        bytes memory data = call();
        send(assigner, data);
        vm.prank(worker);
        vm.roll(vm.getBlockNumber() + 1);
        escrow.abandon(publisher, terms, "");

        assertRefused(assigner, data, invalidSignature(worker, claimHash(task, worker)));
        assertAllowed(assigner, call());
    }

    function test_theNewAssignerMayTheFormerMayNot() public {
        begin(Status.Open);
        vm.prank(admin);
        escrow.setAssigner(stranger);

        assertOnly(stranger, call(), IEscrowRoles.EscrowRoles_NotTheAssigner.selector);
    }

    function test_allowsTheBlockOfTheOpening() public {
        begin(Status.Open);
        vm.roll(vm.getBlockNumber() - 1);

        assertAllowed(assigner, call());
    }

    function assignAndAssertClaimed() private {
        begin(Status.Open);
        vm.warp(START + 100);

        send(assigner, call());

        assertState(task, Status.Claimed, worker, 1000, START + 100 + WORK_WINDOW, 0, 0);
        assertEq(rawWord(task) & 0xffffffff, (REVIEW_WINDOW << 8) | uint256(Status.Claimed));
    }

    function message() private view returns (Message memory) {
        return Message(
            worker,
            workerKey,
            "Claim(bytes32 task,uint256 openedIn,address worker)",
            abi.encode(task, openedIn(task), worker)
        );
    }

    function withSignature(bytes memory signature) private view returns (bytes memory) {
        return abi.encodeWithSignature("assignTo(bytes32,address,bytes)", task, worker, signature);
    }

    function compactData(address account, bytes32 r, bytes32 vs) private view returns (bytes memory) {
        return abi.encodeWithSignature("assignTo(bytes32,address,bytes32,bytes32)", task, account, r, vs);
    }

    function compactCall(uint256 key, bytes32 structHash) private view returns (bytes memory) {
        (bytes32 r, bytes32 vs) = signCompact(key, structHash);
        return compactData(worker, r, vs);
    }

    function call() private view returns (bytes memory) {
        return _compact
            ? compactCall(workerKey, claimHash(task, worker))
            : withSignature(sign(workerKey, claimHash(task, worker)));
    }

    function attempt() private view returns (address, bytes memory) {
        return (assigner, call());
    }
}
