// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

import {EfficientHashLib} from "solady/utils/EfficientHashLib.sol";

import {ITaskEscrow} from "./interfaces/ITaskEscrow.sol";
import {Signatures} from "./libraries/Signatures.sol";

/// @title EscrowSignatures
/// @notice The messages that people sign about a task, by EIP-712, and their check.
abstract contract EscrowSignatures is EIP712 {
    bytes32 private constant CLAIM = keccak256("Claim(bytes32 task,uint256 openedIn,address worker)");
    bytes32 private constant ASSIGNMENT =
        keccak256("Assignment(bytes32 task,uint256 openedIn,address worker,uint256 validUntil)");
    bytes32 private constant SUBMISSION =
        keccak256("Submission(bytes32 task,uint256 openedIn,address worker,uint256 round,bytes32 evidence)");
    bytes32 private constant REVISION =
        keccak256("Revision(bytes32 task,uint256 openedIn,address worker,uint256 round,bytes32 reason)");
    bytes32 private constant ABANDONMENT =
        keccak256("Abandonment(bytes32 task,uint256 openedIn,address worker,uint256 round)");
    bytes32 private constant DISPUTE =
        keccak256("Dispute(bytes32 task,uint256 openedIn,address worker,uint256 round,bytes32 reason)");
    bytes32 private constant APPEAL = keccak256("Appeal(bytes32 task,uint256 openedIn,address worker,bytes32 reason)");
    bytes32 private constant APPROVAL = keccak256("Approval(bytes32 task,uint256 openedIn,address worker)");
    bytes32 private constant SETTLEMENT =
        keccak256("Settlement(bytes32 task,uint256 openedIn,address worker,uint256 share,uint256 validUntil)");

    constructor() EIP712("Guildhall Task Escrow", "1") {}

    function _requireSignature(address signer, bytes32 structHash, bytes calldata signature) internal view {
        bytes32 digest = _hashTypedDataV4(structHash);
        if (!Signatures.isOf(signer, digest, signature)) {
            revert ITaskEscrow.TaskEscrow_InvalidSignature(signer, digest);
        }
    }

    /// @dev The cheap form for accounts with a key: less calldata around it, no look for a contract wallet.
    function _requireCompactSignature(address signer, bytes32 structHash, bytes32 r, bytes32 vs) internal view {
        bytes32 digest = _hashTypedDataV4(structHash);
        if (!Signatures.isOf(signer, digest, r, vs)) revert ITaskEscrow.TaskEscrow_InvalidSignature(signer, digest);
    }

    function _claimHash(bytes32 task, uint256 openedIn, address worker) internal pure returns (bytes32) {
        return EfficientHashLib.hash(CLAIM, task, bytes32(openedIn), bytes32(uint256(uint160(worker))));
    }

    function _assignmentHash(bytes32 task, uint256 openedIn, address worker, uint256 validUntil)
        internal
        pure
        returns (bytes32)
    {
        return EfficientHashLib.hash(
            ASSIGNMENT, task, bytes32(openedIn), bytes32(uint256(uint160(worker))), bytes32(validUntil)
        );
    }

    function _submissionHash(bytes32 task, uint256 openedIn, address worker, uint256 round, bytes32 evidence)
        internal
        pure
        returns (bytes32)
    {
        return EfficientHashLib.hash(
            SUBMISSION, task, bytes32(openedIn), bytes32(uint256(uint160(worker))), bytes32(round), evidence
        );
    }

    function _revisionHash(bytes32 task, uint256 openedIn, address worker, uint256 round, bytes32 reason)
        internal
        pure
        returns (bytes32)
    {
        return EfficientHashLib.hash(
            REVISION, task, bytes32(openedIn), bytes32(uint256(uint160(worker))), bytes32(round), reason
        );
    }

    function _abandonmentHash(bytes32 task, uint256 openedIn, address worker, uint256 round)
        internal
        pure
        returns (bytes32)
    {
        return EfficientHashLib.hash(
            ABANDONMENT, task, bytes32(openedIn), bytes32(uint256(uint160(worker))), bytes32(round)
        );
    }

    function _disputeHash(bytes32 task, uint256 openedIn, address worker, uint256 round, bytes32 reason)
        internal
        pure
        returns (bytes32)
    {
        return EfficientHashLib.hash(
            DISPUTE, task, bytes32(openedIn), bytes32(uint256(uint160(worker))), bytes32(round), reason
        );
    }

    function _appealHash(bytes32 task, uint256 openedIn, address worker, bytes32 reason)
        internal
        pure
        returns (bytes32)
    {
        return EfficientHashLib.hash(APPEAL, task, bytes32(openedIn), bytes32(uint256(uint160(worker))), reason);
    }

    function _approvalHash(bytes32 task, uint256 openedIn, address worker) internal pure returns (bytes32) {
        return EfficientHashLib.hash(APPROVAL, task, bytes32(openedIn), bytes32(uint256(uint160(worker))));
    }

    function _settlementHash(bytes32 task, uint256 openedIn, address worker, uint256 share, uint256 validUntil)
        internal
        pure
        returns (bytes32)
    {
        return EfficientHashLib.hash(
            SETTLEMENT, task, bytes32(openedIn), bytes32(uint256(uint160(worker))), bytes32(share), bytes32(validUntil)
        );
    }
}
