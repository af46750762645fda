// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {Test} from "forge-std/Test.sol";

import {IPointsCheckpoint} from "../../../src/interfaces/IPointsCheckpoint.sol";
import {PointsCheckpoint} from "../../../src/points/PointsCheckpoint.sol";

/// @notice Everything that anybody can do to the checkpoints; keeps the roots as they were first posted.
contract CheckpointHandler is Test {
    PointsCheckpoint private immutable _CHECKPOINT;
    address private immutable _ADMIN;

    bytes32[] public roots;
    mapping(bytes32 action => uint256) public calls;
    uint256 public attempts;

    constructor(PointsCheckpoint checkpoint, address admin) {
        _CHECKPOINT = checkpoint;
        _ADMIN = admin;
    }

    function close(bytes32 root) external attempted {
        if (root == 0) root = keccak256("root");

        vm.prank(_CHECKPOINT.checkpointer());
        _CHECKPOINT.checkpoint(roots.length + 1, root);
        roots.push(root);
        ++calls["close"];
    }

    function replace(uint256 epoch, bytes32 root) external attempted {
        if (roots.length == 0) return;
        epoch = bound(epoch, 1, roots.length);

        _refuses(
            epoch,
            root == 0 ? bytes32("root") : root,
            abi.encodeWithSelector(IPointsCheckpoint.PointsCheckpoint_WrongEpoch.selector, epoch, roots.length + 1)
        );
        ++calls["replace"];
    }

    function skip_(uint256 epoch, bytes32 root) external attempted {
        epoch = bound(epoch, roots.length + 2, type(uint256).max);

        _refuses(
            epoch,
            root == 0 ? bytes32("root") : root,
            abi.encodeWithSelector(IPointsCheckpoint.PointsCheckpoint_WrongEpoch.selector, epoch, roots.length + 1)
        );
        ++calls["skip"];
    }

    function closeWithNothing() external attempted {
        uint256 epoch = roots.length + 1;

        _refuses(epoch, 0, abi.encodeWithSelector(IPointsCheckpoint.PointsCheckpoint_ZeroRoot.selector, epoch));
        ++calls["closeWithNothing"];
    }

    function closeAsAnybody(address caller, bytes32 root) external attempted {
        address checkpointer = _CHECKPOINT.checkpointer();
        if (caller == checkpointer) return;

        vm.expectRevert(
            abi.encodeWithSelector(IPointsCheckpoint.PointsCheckpoint_NotTheCheckpointer.selector, caller, checkpointer)
        );
        vm.prank(caller);
        _CHECKPOINT.checkpoint(roots.length + 1, root);
        ++calls["closeAsAnybody"];
    }

    function rotate(address account) external attempted {
        if (account == address(0)) account = _ADMIN;

        vm.prank(_ADMIN);
        _CHECKPOINT.setCheckpointer(account);
        ++calls["rotate"];
    }

    function rootCount() external view returns (uint256) {
        return roots.length;
    }

    modifier attempted() {
        ++attempts;
        _;
    }

    function _refuses(uint256 epoch, bytes32 root, bytes memory refusal) private {
        address checkpointer = _CHECKPOINT.checkpointer();
        vm.expectRevert(refusal);
        vm.prank(checkpointer);
        _CHECKPOINT.checkpoint(epoch, root);
    }
}
