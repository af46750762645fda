// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

/// @notice A Merkle tree of balances laid out as OpenZeppelin's standard tree: a heap whose last cells are the sorted leaves,
/// in reverse; a pair is hashed in sorted order.
library BalanceTree {
    struct Leaf {
        uint64 communityId;
        uint64 userId;
        uint256 balance;
        bytes32 salt;
    }

    function hashOf(Leaf memory leaf) internal pure returns (bytes32) {
        return
            keccak256(abi.encodePacked(keccak256(abi.encode(leaf.communityId, leaf.userId, leaf.balance, leaf.salt))));
    }

    /// @return heap The root first.
    function build(Leaf[] memory leaves) internal pure returns (bytes32[] memory heap) {
        bytes32[] memory sorted = new bytes32[](leaves.length);
        for (uint256 i = 0; i < leaves.length; ++i) {
            bytes32 hash = hashOf(leaves[i]);
            uint256 spot = i;
            for (; spot > 0 && sorted[spot - 1] > hash; --spot) {
                sorted[spot] = sorted[spot - 1];
            }
            sorted[spot] = hash;
        }
        heap = new bytes32[](2 * leaves.length - 1);
        for (uint256 i = 0; i < sorted.length; ++i) {
            heap[heap.length - 1 - i] = sorted[i];
        }
        for (uint256 i = leaves.length - 1; i > 0; --i) {
            heap[i - 1] = pairOf(heap[2 * i - 1], heap[2 * i]);
        }
    }

    function proofOf(bytes32[] memory heap, Leaf memory leaf) internal pure returns (bytes32[] memory proof) {
        uint256 spot = heap.length / 2;
        for (bytes32 hash = hashOf(leaf); heap[spot] != hash; ++spot) {}
        uint256 length;
        for (uint256 i = spot; i > 0; i = (i - 1) / 2) {
            ++length;
        }
        proof = new bytes32[](length);
        for (uint256 i = 0; i < length; ++i) {
            proof[i] = heap[spot % 2 == 1 ? spot + 1 : spot - 1];
            spot = (spot - 1) / 2;
        }
    }

    function pairOf(bytes32 a, bytes32 b) internal pure returns (bytes32) {
        return a < b ? keccak256(abi.encodePacked(a, b)) : keccak256(abi.encodePacked(b, a));
    }
}
