// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../interfaces/ITaskEscrow.sol";

/// @title TermsHash
/// @notice Names a task by the hash of its publisher and terms.
library TermsHash {
    /// @dev Words of calldata that {ITaskEscrow.Terms} takes.
    uint256 private constant TERMS_SIZE = 5 * 32;

    /// @notice `keccak256(abi.encode(publisher, terms))`.
    /// @dev Copies the calldata as it is instead of decoding and encoding it: a tenth of the cost. Terms that are not
    /// encoded strictly (bits above a short field) get a key of their own, under which nothing was ever funded, since
    /// {ITaskEscrow.fund} reads, and so checks, every field.
    function keyOf(address publisher, ITaskEscrow.Terms calldata terms) internal pure returns (bytes32 key) {
        assembly ("memory-safe") {
            let preimage := mload(0x40)
            mstore(preimage, publisher)
            calldatacopy(add(preimage, 0x20), terms, TERMS_SIZE)
            key := keccak256(preimage, add(TERMS_SIZE, 0x20))
        }
    }

    /// @notice The key, and the event {ITaskEscrow.Funded}, whose data is the key's preimage.
    function emitFunded(address publisher, ITaskEscrow.Terms calldata terms, bytes32 key) internal {
        bytes32 topic = ITaskEscrow.Funded.selector;
        assembly ("memory-safe") {
            let preimage := mload(0x40)
            mstore(preimage, publisher)
            calldatacopy(add(preimage, 0x20), terms, TERMS_SIZE)
            log2(preimage, add(TERMS_SIZE, 0x20), topic, key)
        }
    }
}
