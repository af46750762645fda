// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {PointsCheckpoint} from "../../../src/points/PointsCheckpoint.sol";
import {PointsFixture} from "../support/PointsFixture.sol";
import {CheckpointHandler} from "./CheckpointHandler.sol";

/// @notice Invariant 8 of invariants.md.
/// @dev Deep enough for every action to be reached in each run, which {afterInvariant} asks for.
/// forge-config: default.invariant.runs = 24
/// forge-config: default.invariant.depth = 150
/// forge-config: deep.invariant.runs = 400
/// forge-config: deep.invariant.depth = 150
/// forge-config: deep.invariant.shrink-run-limit = 100
/// forge-config: deep.invariant.fail-on-revert = true
/// forge-config: default.invariant.shrink-run-limit = 100
/// forge-config: default.invariant.fail-on-revert = true
contract CheckpointInvariants is PointsFixture {
    /// @dev Shorter are the replays of a failure, cut down by forge, and the runs of profiles with less depth; the default profile
    /// is where reach is proved.
    uint256 private constant FULL_RUN = 150;

    PointsCheckpoint private _checkpoint;
    CheckpointHandler private _handler;

    function setUp() public override {
        super.setUp();
        _checkpoint = new PointsCheckpoint(address(factory), makeAddr("checkpointer"));
        _handler = new CheckpointHandler(_checkpoint, ADMIN);
        targetContract(address(_handler));
    }

    function invariant_epochsAreASequenceOfFirstRoots() external view {
        uint256 closed = _handler.rootCount();
        for (uint256 i = 0; i < closed; ++i) {
            assertEq(_checkpoint.rootOf(i + 1), _handler.roots(i));
        }
        assertEq(_checkpoint.latestEpoch(), closed);
        assertEq(_checkpoint.rootOf(0), 0);
        for (uint256 i = 1; i <= _handler.LOOK_AHEAD(); ++i) {
            assertEq(_checkpoint.rootOf(closed + i), 0);
        }
    }

    function afterInvariant() external view {
        if (_handler.attempts() < FULL_RUN) return;
        bytes32[7] memory actions =
            [bytes32("close"), "replace", "leaveOut", "closeZero", "closeWithNothing", "closeAsAnybody", "rotate"];
        for (uint256 i = 0; i < actions.length; ++i) {
            assertGt(_handler.calls(actions[i]), 0, string(abi.encodePacked("never reached: ", actions[i])));
        }
    }
}
