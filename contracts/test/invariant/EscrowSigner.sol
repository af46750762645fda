// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {CommonBase} from "forge-std/Base.sol";

import {IEscrow} from "../support/EscrowTest.sol";
import {EscrowStore} from "./EscrowStore.sol";
import {Task} from "./Model.sol";

/// @notice Signs the escrow's messages about a task as it stands in a model, with the keys of the store's people.
/// @dev The type strings are written out again on purpose: a change in the contract must show here.
abstract contract EscrowSigner is CommonBase {
    EscrowStore internal immutable _STORE;
    IEscrow internal immutable _ESCROW;
    bytes32 private immutable _DOMAIN;

    /// @dev Signs in everybody's place while set.
    address internal _forger;

    constructor(EscrowStore store) {
        _STORE = store;
        _ESCROW = store.escrow();
        _DOMAIN = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Guildhall Task Escrow"),
                keccak256("1"),
                block.chainid,
                address(store.escrow())
            )
        );
    }

    function _sign(address signer, bytes32 structHash) internal view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(_keyOf(signer), _digest(structHash));
        return abi.encodePacked(r, s, v);
    }

    function _signCompact(address signer, bytes32 structHash) internal view returns (bytes32 r, bytes32 vs) {
        return vm.signCompact(_keyOf(signer), _digest(structHash));
    }

    function _keyOf(address signer) private view returns (uint256) {
        return _STORE.keyOf(_forger == address(0) ? signer : _forger);
    }

    function _digest(bytes32 structHash) private view returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", _DOMAIN, structHash));
    }

    function _claimHash(Task memory t, address worker) internal pure returns (bytes32) {
        bytes32 kind = keccak256("Claim(bytes32 task,uint256 openedIn,address worker)");
        return keccak256(abi.encode(kind, t.key, t.openedIn, worker));
    }

    function _assignmentHash(Task memory t, address worker, uint256 validUntil) internal pure returns (bytes32) {
        bytes32 kind = keccak256("Assignment(bytes32 task,uint256 openedIn,address worker,uint256 validUntil)");
        return keccak256(abi.encode(kind, t.key, t.openedIn, worker, validUntil));
    }

    function _submissionHash(Task memory t, bytes32 evidence) internal pure returns (bytes32) {
        bytes32 kind =
            keccak256("Submission(bytes32 task,uint256 openedIn,address worker,uint256 round,bytes32 evidence)");
        return keccak256(abi.encode(kind, t.key, t.openedIn, t.worker, t.round, evidence));
    }

    function _revisionHash(Task memory t, bytes32 reason) internal pure returns (bytes32) {
        bytes32 kind = keccak256("Revision(bytes32 task,uint256 openedIn,address worker,uint256 round,bytes32 reason)");
        return keccak256(abi.encode(kind, t.key, t.openedIn, t.worker, t.round, reason));
    }

    function _abandonmentHash(Task memory t) internal pure returns (bytes32) {
        bytes32 kind = keccak256("Abandonment(bytes32 task,uint256 openedIn,address worker,uint256 round)");
        return keccak256(abi.encode(kind, t.key, t.openedIn, t.worker, t.round));
    }

    function _disputeHash(Task memory t, bytes32 reason) internal pure returns (bytes32) {
        bytes32 kind = keccak256("Dispute(bytes32 task,uint256 openedIn,address worker,uint256 round,bytes32 reason)");
        return keccak256(abi.encode(kind, t.key, t.openedIn, t.worker, t.round, reason));
    }

    function _appealHash(Task memory t, bytes32 reason) internal pure returns (bytes32) {
        bytes32 kind = keccak256("Appeal(bytes32 task,uint256 openedIn,address worker,bytes32 reason)");
        return keccak256(abi.encode(kind, t.key, t.openedIn, t.worker, reason));
    }

    function _approvalHash(Task memory t, address worker) internal pure returns (bytes32) {
        bytes32 kind = keccak256("Approval(bytes32 task,uint256 openedIn,address worker)");
        return keccak256(abi.encode(kind, t.key, t.openedIn, worker));
    }

    function _settlementHash(Task memory t, address worker, uint256 share, uint256 validUntil)
        internal
        pure
        returns (bytes32)
    {
        bytes32 kind =
            keccak256("Settlement(bytes32 task,uint256 openedIn,address worker,uint256 share,uint256 validUntil)");
        return keccak256(abi.encode(kind, t.key, t.openedIn, worker, share, validUntil));
    }
}
