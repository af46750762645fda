// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {Test} from "forge-std/Test.sol";

import {IPointsCheckpoint} from "../../../src/interfaces/IPointsCheckpoint.sol";
import {PointsCheckpoint} from "../../../src/points/PointsCheckpoint.sol";

/// @notice Everything that anybody can do to the checkpoints; keeps the roots as they were first posted.
contract CheckpointHandler is Test {
    /// @notice How many epochs beyond the latest one are tried.
    uint256 public constant LOOK_AHEAD = 10;

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

    /// @dev The outcome is left to the invariant.
    function replace(uint256 epoch, bytes32 root) external attempted {
        if (roots.length == 0) return;

        _try(bound(epoch, 1, roots.length), root);
        ++calls["replace"];
    }

    /// @dev The outcome is left to the invariant, which looks that far ahead.
    function leaveOut(uint256 epoch, bytes32 root) external attempted {
        _try(bound(epoch, roots.length + 2, roots.length + LOOK_AHEAD), root);
        ++calls["leaveOut"];
    }

    /// @dev The outcome is left to the invariant.
    function closeZero(bytes32 root) external attempted {
        _try(0, root);
        ++calls["closeZero"];
    }

    function closeWithNothing() external attempted {
        uint256 epoch = roots.length + 1;
        address checkpointer = _CHECKPOINT.checkpointer();

        vm.expectRevert(abi.encodeWithSelector(IPointsCheckpoint.PointsCheckpoint_ZeroRoot.selector, epoch));
        vm.prank(checkpointer);
        _CHECKPOINT.checkpoint(epoch, 0);
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

    function _try(uint256 epoch, bytes32 root) private {
        if (root == 0) root = "root";
        address checkpointer = _CHECKPOINT.checkpointer();

        vm.prank(checkpointer);
        try _CHECKPOINT.checkpoint(epoch, root) {} catch {}
    }
}
