// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";

import {IPointsCheckpoint} from "../interfaces/IPointsCheckpoint.sol";

/// @title PointsCheckpoint
/// @notice See the documentation in {IPointsCheckpoint}. Immutable: no proxy, no upgrade.
contract PointsCheckpoint is IPointsCheckpoint {
    /// @inheritdoc IPointsCheckpoint
    address public immutable override factory;

    // Kept here and not in the factory, whose admin rotates it: asking the factory would cost each epoch 3,000 gas more.
    address private _checkpointer;
    mapping(uint256 epoch => bytes32) private _roots;

    /// @param factory_ Whose admin rotates the checkpointer.
    /// @param checkpointer_ The first one.
    constructor(address factory_, address checkpointer_) {
        if (factory_.code.length == 0) revert PointsCheckpoint_NotAFactory(factory_);
        factory = factory_;
        _setCheckpointer(checkpointer_);
    }

    /// @inheritdoc IPointsCheckpoint
    function checkpoint(uint256 epoch, bytes32 root) external override {
        if (msg.sender != _checkpointer) revert PointsCheckpoint_NotTheCheckpointer(msg.sender, _checkpointer);
        if (root == bytes32(0)) revert PointsCheckpoint_ZeroRoot(epoch);
        if (!_isNext(epoch)) revert PointsCheckpoint_WrongEpoch(epoch, latestEpoch() + 1);

        _roots[epoch] = root;
        emit Checkpointed(epoch, root);
    }

    /// @inheritdoc IPointsCheckpoint
    function setCheckpointer(address account) external override {
        address admin = Ownable(factory).owner();
        if (msg.sender != admin) revert PointsCheckpoint_NotTheAdmin(msg.sender, admin);
        _setCheckpointer(account);
    }

    /// @inheritdoc IPointsCheckpoint
    function verify(
        uint256 epoch,
        uint64 communityId,
        uint64 userId,
        uint256 balance,
        bytes32 salt,
        bytes32[] calldata proof
    ) external view override returns (bool) {
        bytes32 root = _roots[epoch];
        if (root == bytes32(0)) return false;
        // Hashed twice: no inner node, which is a hash of 64 bytes, can pass for a leaf.
        bytes32 leaf = keccak256(bytes.concat(keccak256(abi.encode(communityId, userId, balance, salt))));
        return MerkleProof.verifyCalldata(proof, root, leaf);
    }

    /// @inheritdoc IPointsCheckpoint
    function rootOf(uint256 epoch) external view override returns (bytes32) {
        return _roots[epoch];
    }

    /// @inheritdoc IPointsCheckpoint
    function checkpointer() external view override returns (address) {
        return _checkpointer;
    }

    /// @inheritdoc IPointsCheckpoint
    function latestEpoch() public view override returns (uint256) {
        // Epochs are closed in sequence, so the closed ones are a prefix: find an open one by doubling, then halve.
        uint256 open = 1;
        while (_roots[open] != bytes32(0)) open *= 2;
        uint256 closed = open / 2;
        while (open - closed > 1) {
            uint256 middle = (closed + open) / 2;
            if (_roots[middle] == bytes32(0)) open = middle;
            else closed = middle;
        }
        return closed;
    }

    /// @dev Looks at the root before, which costs 800 gas less than to keep a counter beside the checkpointer.
    function _isNext(uint256 epoch) private view returns (bool) {
        if (epoch == 0 || _roots[epoch] != bytes32(0)) return false;
        return epoch == 1 || _roots[epoch - 1] != bytes32(0);
    }

    function _setCheckpointer(address account) private {
        if (account == address(0)) revert PointsCheckpoint_ZeroAddress();
        address previous = _checkpointer;
        _checkpointer = account;
        emit CheckpointerChanged(previous, account);
    }
}
