// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

/// @title IPointsCheckpoint
/// @notice Keeps what the points ledger said at the end of each epoch: one Merkle root over every balance of every community.
/// A root cannot be replaced or left out, so the platform cannot deny later what it published, and a player can check in the
/// browser that their balance is in it.
///
/// A leaf is `keccak256(bytes.concat(keccak256(abi.encode(communityId, userId, balance, salt))))` of types
/// `uint64, uint64, uint256, bytes32`; pairs are hashed in sorted order. That is OpenZeppelin's standard tree
/// (`StandardMerkleTree.of(leaves, ["uint64", "uint64", "uint256", "bytes32"])`). Accounts are the platform's numbers of users,
/// since the ledger's balances belong to them and not to addresses. A balance is in whole points.
///
/// The salt keeps balances private. A proof shows its reader the hash of a neighbour's leaf, and communities, users and
/// balances are few enough to be tried out; a secret salt per leaf, fresh in each epoch and given to nobody but the leaf's
/// owner, leaves nothing to try. It costs the chain nothing.
///
/// What a root does not prove: that every player is in it. Each must look for themselves.
interface IPointsCheckpoint {
    /// @notice An epoch is closed.
    event Checkpointed(uint256 indexed epoch, bytes32 root);

    event CheckpointerChanged(address indexed previous, address indexed current);

    /// @notice A role cannot be left empty.
    error PointsCheckpoint_ZeroAddress();
    /// @notice The factory's address has no code.
    error PointsCheckpoint_NotAFactory(address factory);
    error PointsCheckpoint_NotTheCheckpointer(address caller, address expected);
    error PointsCheckpoint_NotTheAdmin(address caller, address expected);
    /// @notice A root is never zero.
    error PointsCheckpoint_ZeroRoot(uint256 epoch);
    /// @notice The epoch is closed, or one before it is not.
    error PointsCheckpoint_WrongEpoch(uint256 epoch, uint256 expected);

    /// @notice Closes an epoch. Only the checkpointer; strictly in sequence, from 1.
    /// @dev The epoch is said, not counted here, so that a transaction sent twice or out of order fails instead of closing
    /// another epoch. The root commits to all the leaves; nothing else about them needs to be stored.
    function checkpoint(uint256 epoch, bytes32 root) external;

    /// @notice Rotates the checkpointer. Only the admin of the points factory: the platform has one admin for points.
    function setCheckpointer(address account) external;

    /// @notice Whether a balance is in the root of an epoch. False for an epoch that is not closed.
    /// @param proof The hashes beside the leaf's path, from the leaf up.
    function verify(
        uint256 epoch,
        uint64 communityId,
        uint64 userId,
        uint256 balance,
        bytes32 salt,
        bytes32[] calldata proof
    ) external view returns (bool);

    /// @notice The root of an epoch; zero if it is not closed.
    function rootOf(uint256 epoch) external view returns (bytes32);

    /// @notice The last closed epoch; zero before the first.
    /// @dev Searched, not stored, in a number of readings that grows with the logarithm: meant to be read off the chain.
    function latestEpoch() external view returns (uint256);

    function checkpointer() external view returns (address);

    /// @notice Whose admin rotates the checkpointer.
    function factory() external view returns (address);
}
