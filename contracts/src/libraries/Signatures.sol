// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

/// @title Signatures
/// @notice Whether somebody signed, with a key or as a contract wallet.
library Signatures {
    /// @notice Whether `signature` is the signer's over `digest`: of its key (65 bytes), or by ERC-1271.
    /// @dev A plain signature by the signer's key comes first: it spares accounts without code a cold look at their code,
    /// and accounts that delegate their code (EIP-7702) keep their key's word. Upper `s` values are refused.
    function isOf(address signer, bytes32 digest, bytes calldata signature) internal view returns (bool) {
        (address recovered, ECDSA.RecoverError problem,) = ECDSA.tryRecoverCalldata(digest, signature);
        if (problem == ECDSA.RecoverError.NoError && recovered == signer) return true;
        return SignatureChecker.isValidERC1271SignatureNowCalldata(signer, digest, signature);
    }

    /// @notice Whether a compact signature (ERC-2098) is that of the signer's key over `digest`.
    function isOf(address signer, bytes32 digest, bytes32 r, bytes32 vs) internal pure returns (bool) {
        (address recovered, ECDSA.RecoverError problem,) = ECDSA.tryRecover(digest, r, vs);
        return problem == ECDSA.RecoverError.NoError && recovered == signer;
    }
}
