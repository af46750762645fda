// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

import {ITaskEscrow} from "./interfaces/ITaskEscrow.sol";

/// @title EscrowSignatures
/// @notice The messages that people sign about a task, by EIP-712, and their check.
abstract contract EscrowSignatures is EIP712 {
    bytes32 private constant CLAIM = keccak256("Claim(bytes32 task,uint256 openedAt,address worker)");
    bytes32 private constant ASSIGNMENT =
        keccak256("Assignment(bytes32 task,uint256 openedAt,address worker,uint256 validUntil)");
    bytes32 private constant SUBMISSION =
        keccak256("Submission(bytes32 task,uint256 openedAt,address worker,uint256 round,bytes32 evidence)");
    bytes32 private constant REVISION =
        keccak256("Revision(bytes32 task,uint256 openedAt,address worker,uint256 round,bytes32 reason)");
    bytes32 private constant ABANDONMENT = keccak256("Abandonment(bytes32 task,uint256 openedAt,address worker)");
    bytes32 private constant DISPUTE =
        keccak256("Dispute(bytes32 task,uint256 openedAt,address worker,uint256 round,bytes32 reason)");
    bytes32 private constant APPEAL =
        keccak256("Appeal(bytes32 task,uint256 openedAt,address worker,bytes32 reason)");
    bytes32 private constant APPROVAL = keccak256("Approval(bytes32 task,uint256 openedAt,address worker)");
    bytes32 private constant SETTLEMENT =
        keccak256("Settlement(bytes32 task,uint256 openedAt,address worker,uint256 share,uint256 validUntil)");

    constructor() EIP712("Guildhall Task Escrow", "1") {}

    /// @dev A plain signature by the signer's key comes first: it spares accounts without code a cold look at their code,
    /// and accounts that delegate their code (EIP-7702) keep their key's word. Upper `s` values are refused.
    function _requireSignature(address signer, bytes32 structHash, bytes calldata signature) internal view {
        bytes32 digest = _hashTypedDataV4(structHash);
        (address recovered, ECDSA.RecoverError problem,) = ECDSA.tryRecoverCalldata(digest, signature);
        if (problem == ECDSA.RecoverError.NoError && recovered == signer) return;
        if (SignatureChecker.isValidERC1271SignatureNowCalldata(signer, digest, signature)) return;
        revert ITaskEscrow.TaskEscrow_InvalidSignature(signer, digest);
    }

    function _claimHash(bytes32 task, uint256 openedAt, address worker) internal pure returns (bytes32) {
        return keccak256(abi.encode(CLAIM, task, openedAt, worker));
    }

    function _assignmentHash(bytes32 task, uint256 openedAt, address worker, uint256 validUntil)
        internal
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(ASSIGNMENT, task, openedAt, worker, validUntil));
    }

    function _submissionHash(bytes32 task, uint256 openedAt, address worker, uint256 round, bytes32 evidence)
        internal
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(SUBMISSION, task, openedAt, worker, round, evidence));
    }

    function _revisionHash(bytes32 task, uint256 openedAt, address worker, uint256 round, bytes32 reason)
        internal
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(REVISION, task, openedAt, worker, round, reason));
    }

    function _abandonmentHash(bytes32 task, uint256 openedAt, address worker) internal pure returns (bytes32) {
        return keccak256(abi.encode(ABANDONMENT, task, openedAt, worker));
    }

    function _disputeHash(bytes32 task, uint256 openedAt, address worker, uint256 round, bytes32 reason)
        internal
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(DISPUTE, task, openedAt, worker, round, reason));
    }

    function _appealHash(bytes32 task, uint256 openedAt, address worker, bytes32 reason)
        internal
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(APPEAL, task, openedAt, worker, reason));
    }

    function _approvalHash(bytes32 task, uint256 openedAt, address worker) internal pure returns (bytes32) {
        return keccak256(abi.encode(APPROVAL, task, openedAt, worker));
    }

    function _settlementHash(bytes32 task, uint256 openedAt, address worker, uint256 share, uint256 validUntil)
        internal
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(SETTLEMENT, task, openedAt, worker, share, validUntil));
    }
}
