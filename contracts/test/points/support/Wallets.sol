// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @notice A contract wallet whose owner signs for it.
contract Wallet is IERC1271 {
    address private immutable _OWNER;

    constructor(address owner) {
        _OWNER = owner;
    }

    function isValidSignature(bytes32 hash, bytes calldata signature) external view override returns (bytes4) {
        return ECDSA.recoverCalldata(hash, signature) == _OWNER ? IERC1271.isValidSignature.selector : bytes4(0);
    }
}

/// @notice Says yes with a megabyte behind it, to make whoever copies the answer pay.
contract BombWallet {
    fallback() external {
        bytes32 answer = IERC1271.isValidSignature.selector;
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, answer)
            return(free, 1000000)
        }
    }
}

/// @notice Burns all the gas that it is given.
contract GreedyWallet {
    fallback() external {
        assembly ("memory-safe") {
            invalid()
        }
    }
}

/// @notice Answers, but not the magic value: true instead, as wallets of an older draft did.
contract MistakenWallet {
    function isValidSignature(bytes32, bytes calldata) external pure returns (bool) {
        return true;
    }
}
