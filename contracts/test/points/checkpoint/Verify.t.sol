// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {PointsCheckpoint} from "../../../src/points/PointsCheckpoint.sol";
import {BalanceTree} from "../support/BalanceTree.sol";
import {PointsFixture} from "../support/PointsFixture.sol";

contract VerifyTest is PointsFixture {
    using BalanceTree for bytes32[];
    using BalanceTree for BalanceTree.Leaf;

    PointsCheckpoint private _checkpoint;

    function setUp() public override {
        super.setUp();
        _checkpoint = new PointsCheckpoint(address(factory), address(this));
    }

    function testFuzz_verifiesEveryLeafOfATree(uint256 size, bytes32 seed) external {
        BalanceTree.Leaf[] memory leaves = _leaves(bound(size, 1, 40), seed);
        bytes32[] memory heap = BalanceTree.build(leaves);
        _checkpoint.checkpoint(1, heap[0]);

        for (uint256 i = 0; i < leaves.length; ++i) {
            assertTrue(_verify(1, leaves[i], heap.proofOf(leaves[i])));
        }
    }

    function testFuzz_rejectsAChangedLeaf(uint256 size, bytes32 seed, uint256 field, uint256 change) external {
        BalanceTree.Leaf[] memory leaves = _leaves(bound(size, 1, 40), seed);
        bytes32[] memory heap = BalanceTree.build(leaves);
        _checkpoint.checkpoint(1, heap[0]);
        BalanceTree.Leaf memory leaf = leaves[uint256(seed) % leaves.length];
        bytes32[] memory proof = heap.proofOf(leaf);
        assertTrue(_verify(1, leaf, proof));

        field = bound(field, 0, 3);
        if (field == 0) leaf.communityId ^= uint64(bound(change, 1, type(uint64).max));
        if (field == 1) leaf.userId ^= uint64(bound(change, 1, type(uint64).max));
        if (field == 2) leaf.balance ^= bound(change, 1, type(uint256).max);
        if (field == 3) leaf.salt ^= bytes32(bound(change, 1, type(uint256).max));

        assertFalse(_verify(1, leaf, proof));
    }

    function testFuzz_rejectsAChangedProof(uint256 size, bytes32 seed, uint256 spot, uint256 change) external {
        BalanceTree.Leaf[] memory leaves = _leaves(bound(size, 2, 40), seed);
        bytes32[] memory heap = BalanceTree.build(leaves);
        _checkpoint.checkpoint(1, heap[0]);
        bytes32[] memory proof = heap.proofOf(leaves[0]);
        assertTrue(_verify(1, leaves[0], proof));
        bytes32[] memory longer = new bytes32[](proof.length + 1);
        for (uint256 i = 0; i < proof.length; ++i) {
            longer[i] = proof[i];
        }
        longer[proof.length] = bytes32(change);

        assertFalse(_verify(1, leaves[0], longer));
        assertFalse(_verify(1, leaves[1], proof));
        spot = bound(spot, 0, proof.length - 1);
        proof[spot] ^= bytes32(bound(change, 1, type(uint256).max));
        assertFalse(_verify(1, leaves[0], proof));
        assembly ("memory-safe") {
            mstore(proof, sub(mload(proof), 1))
        }
        assertFalse(_verify(1, leaves[0], proof));
    }

    function test_rejectsAnEpochThatIsNotClosed() external view {
        BalanceTree.Leaf[] memory leaves = _leaves(3, "seed");
        bytes32[] memory proof = BalanceTree.build(leaves).proofOf(leaves[0]);

        assertFalse(_verify(0, leaves[0], proof));
        assertFalse(_verify(1, leaves[0], proof));
    }

    function test_tellsEpochsApart() external {
        BalanceTree.Leaf[] memory leaves = _leaves(3, "seed");
        bytes32[] memory first = BalanceTree.build(leaves);
        _checkpoint.checkpoint(1, first[0]);
        BalanceTree.Leaf memory before = leaves[0];
        leaves[0] = BalanceTree.Leaf(before.communityId, before.userId, before.balance + 1, before.salt);
        bytes32[] memory second = BalanceTree.build(leaves);
        _checkpoint.checkpoint(2, second[0]);

        assertTrue(_verify(1, before, first.proofOf(before)));
        assertFalse(_verify(2, before, first.proofOf(before)));
        assertTrue(_verify(2, leaves[0], second.proofOf(leaves[0])));
        assertFalse(_verify(1, leaves[0], second.proofOf(leaves[0])));
    }

    /// @dev Two leaves with an id of zero in the other place, to see that the fields are not run together.
    function test_tellsCommunityFromUser() external {
        BalanceTree.Leaf[] memory leaves = new BalanceTree.Leaf[](1);
        leaves[0] = BalanceTree.Leaf(5, 7, 1, 0);
        _checkpoint.checkpoint(1, BalanceTree.build(leaves)[0]);

        assertTrue(_checkpoint.verify(1, 5, 7, 1, 0, new bytes32[](0)));
        assertFalse(_checkpoint.verify(1, 7, 5, 1, 0, new bytes32[](0)));
    }

    // ---------------------------------------------------------------------------------------------------------------
    // Second preimages
    // ---------------------------------------------------------------------------------------------------------------

    /// @dev An inner node is the hash of 64 bytes. Whoever takes these for the first fields of a leaf, with the rest of the
    /// path as the proof, must not get a balance out of it.
    function testFuzz_noInnerNodePassesForALeaf(uint256 size, bytes32 seed, uint256 spot, bytes32 salt) external {
        bytes32[] memory heap = BalanceTree.build(_leaves(bound(size, 2, 40), seed));
        _checkpoint.checkpoint(1, heap[0]);
        spot = bound(spot, 0, heap.length / 2 - 1);
        bytes32 left = heap[2 * spot + 1];
        bytes32 right = heap[2 * spot + 2];
        bytes32[] memory path = _pathFrom(heap, spot);

        assertFalse(
            _verify(1, BalanceTree.Leaf(uint64(uint256(left)), uint64(uint256(right)), uint256(left), right), path)
        );
        assertFalse(_verify(1, BalanceTree.Leaf(0, 0, uint256(left), right), path));
        assertFalse(_verify(1, BalanceTree.Leaf(0, 0, uint256(right), left), path));
        assertFalse(_verify(1, BalanceTree.Leaf(0, 0, uint256(heap[spot]), salt), path));
    }

    /// @dev A root over leaves hashed once could be mistaken for one over pairs: only the second hash counts.
    function testFuzz_rejectsALeafHashedOnce(BalanceTree.Leaf memory leaf) external {
        bytes32 once = keccak256(abi.encode(leaf.communityId, leaf.userId, leaf.balance, leaf.salt));
        _checkpoint.checkpoint(1, once);
        _checkpoint.checkpoint(2, keccak256(abi.encode(once)));

        assertFalse(_verify(1, leaf, new bytes32[](0)));
        assertTrue(_verify(2, leaf, new bytes32[](0)));
    }

    /// @dev The 64 bytes of a pair, hashed as a leaf would be: the verifier's own hash of a leaf is never that of a pair.
    function testFuzz_noPairHashesLikeALeaf(BalanceTree.Leaf memory leaf, bytes32 sibling) external {
        bytes32 once = keccak256(abi.encode(leaf.communityId, leaf.userId, leaf.balance, leaf.salt));
        _checkpoint.checkpoint(1, BalanceTree.pairOf(once, sibling));

        bytes32[] memory proof = new bytes32[](1);
        proof[0] = sibling;
        assertFalse(_verify(1, leaf, proof));
    }

    // ---------------------------------------------------------------------------------------------------------------
    // A browser's tree
    // ---------------------------------------------------------------------------------------------------------------

    /// @dev Three leaves, hashed and paired outside with a browser's library (viem 2.57) in the layout of OpenZeppelin's
    /// standard tree.
    function test_verifiesWhatABrowserComputes() external {
        BalanceTree.Leaf[] memory leaves = new BalanceTree.Leaf[](3);
        leaves[0] = BalanceTree.Leaf(DRAGONS, 1, 150, keccak256(abi.encode(0)));
        leaves[1] = BalanceTree.Leaf(DRAGONS, 2, 0, keccak256(abi.encode(1)));
        leaves[2] = BalanceTree.Leaf(ELVES, 1, 99, keccak256(abi.encode(2)));
        bytes32[] memory proof = new bytes32[](2);
        proof[0] = 0x30f08e0e0bb3fcbdb47e83689cf7e16044e95a8c33d94b7f091bc0a9b2933e06;
        proof[1] = 0x792ce3027f5c166e1e92652ae61931d5b3922865c0cfc4b29e605be9b36c3d8e;
        bytes32 root = 0xd5866d326be4497d8c1772554e09ae3166cf532bf80445d0f7299f6242b2c2b4;
        _checkpoint.checkpoint(1, root);

        assertEq(leaves[0].hashOf(), 0x445e7bf86a1df1be823ed5e0b85ffdbcd276beed2ea98f32a5d8bf81d6506000);
        assertTrue(_verify(1, leaves[0], proof));
        bytes32[] memory heap = BalanceTree.build(leaves);
        assertEq(heap[0], root);
        assertEq(heap.proofOf(leaves[0]), proof);
    }

    function _verify(uint256 epoch, BalanceTree.Leaf memory leaf, bytes32[] memory proof) private view returns (bool) {
        return _checkpoint.verify(epoch, leaf.communityId, leaf.userId, leaf.balance, leaf.salt, proof);
    }

    function _leaves(uint256 size, bytes32 seed) private pure returns (BalanceTree.Leaf[] memory leaves) {
        leaves = new BalanceTree.Leaf[](size);
        for (uint256 i = 0; i < size; ++i) {
            leaves[i] = BalanceTree.Leaf({
                communityId: DRAGONS + uint64(i % 3),
                userId: uint64(1 + i / 3),
                balance: uint256(keccak256(abi.encode(seed, i, "balance"))) % 1000,
                salt: keccak256(abi.encode(seed, i, "salt"))
            });
        }
    }

    function _pathFrom(bytes32[] memory heap, uint256 spot) private pure returns (bytes32[] memory path) {
        uint256 length;
        for (uint256 i = spot; i > 0; i = (i - 1) / 2) {
            ++length;
        }
        path = new bytes32[](length);
        for (uint256 i = 0; i < length; ++i) {
            path[i] = heap[spot % 2 == 1 ? spot + 1 : spot - 1];
            spot = (spot - 1) / 2;
        }
    }
}
