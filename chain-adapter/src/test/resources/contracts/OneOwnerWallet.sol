// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// A contract wallet (ERC-1271) with one owner, for tests. Its signatures are a mark, then the owner's own r, s and v,
/// so they have another length than those of keys. A signature that is too short makes it revert.
///
/// OneOwnerWallet.hex beside it is its creation code: solc 0.8.37, optimizer on with 200 runs, evmVersion paris,
/// metadata.bytecodeHash none, appendCBOR off.
contract OneOwnerWallet {
    address private immutable _OWNER;

    constructor(address owner) {
        _OWNER = owner;
    }

    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        require(signature.length >= 66, "too short");
        bytes32 r = bytes32(signature[1:33]);
        bytes32 s = bytes32(signature[33:65]);
        uint8 v = uint8(signature[65]);
        bool valid = signature[0] == 0x01 && signature.length == 66 && ecrecover(hash, v, r, s) == _OWNER;
        return valid ? bytes4(0x1626ba7e) : bytes4(0xffffffff);
    }
}
