// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {IPointsCheckpoint} from "../../../src/interfaces/IPointsCheckpoint.sol";
import {PointsCheckpoint} from "../../../src/points/PointsCheckpoint.sol";
import {PointsFixture} from "../support/PointsFixture.sol";

contract CheckpointTest is PointsFixture {
    address private immutable CHECKPOINTER = makeAddr("checkpointer");
    address private immutable SUCCESSOR = makeAddr("successor");

    PointsCheckpoint private _checkpoint;

    function setUp() public override {
        super.setUp();
        _checkpoint = new PointsCheckpoint(address(factory), CHECKPOINTER);
    }

    function test_startsOpenWithItsCheckpointer() external view {
        assertEq(_checkpoint.checkpointer(), CHECKPOINTER);
        assertEq(_checkpoint.factory(), address(factory));
        assertEq(_checkpoint.latestEpoch(), 0);
        assertEq(_checkpoint.rootOf(1), 0);
    }

    function test_rejectsAFactoryWithoutCodeAndAnEmptyRole() external {
        vm.expectRevert(abi.encodeWithSelector(IPointsCheckpoint.PointsCheckpoint_NotAFactory.selector, BOB));
        new PointsCheckpoint(BOB, CHECKPOINTER);
        vm.expectRevert(IPointsCheckpoint.PointsCheckpoint_ZeroAddress.selector);
        new PointsCheckpoint(address(factory), address(0));
    }

    // ---------------------------------------------------------------------------------------------------------------
    // checkpoint
    // ---------------------------------------------------------------------------------------------------------------

    function test_closesEpochsInSequence() external {
        for (uint256 epoch = 1; epoch <= 5; ++epoch) {
            vm.expectEmit(address(_checkpoint));
            emit IPointsCheckpoint.Checkpointed(epoch, _rootFor(epoch));
            _close(epoch);
            assertEq(_checkpoint.latestEpoch(), epoch);
        }

        for (uint256 epoch = 1; epoch <= 5; ++epoch) {
            assertEq(_checkpoint.rootOf(epoch), _rootFor(epoch));
        }
        assertEq(_checkpoint.rootOf(0), 0);
        assertEq(_checkpoint.rootOf(6), 0);
    }

    /// @dev Around every power of two, where the search changes its pace.
    function test_findsTheLatestOfManyEpochs() external {
        for (uint256 epoch = 1; epoch <= 300; ++epoch) {
            _close(epoch);
            assertEq(_checkpoint.latestEpoch(), epoch);
        }
    }

    function testFuzz_rejectsOtherCallers(address caller) external {
        vm.assume(caller != CHECKPOINTER);

        _rejectsCaller(caller);
        _rejectsCaller(ADMIN);
    }

    function test_rejectsARootOfZero() external {
        vm.expectRevert(abi.encodeWithSelector(IPointsCheckpoint.PointsCheckpoint_ZeroRoot.selector, 1));
        vm.prank(CHECKPOINTER);
        _checkpoint.checkpoint(1, 0);
    }

    function test_rejectsReplacingARoot() external {
        _close(1);
        _close(2);

        _rejectsEpoch(1, 3);
        _rejectsEpoch(2, 3);
        assertEq(_checkpoint.rootOf(1), _rootFor(1));
        assertEq(_checkpoint.rootOf(2), _rootFor(2));
    }

    function test_rejectsEpochZero() external {
        _rejectsEpoch(0, 1);
        _close(1);
        _rejectsEpoch(0, 2);
    }

    function testFuzz_rejectsEveryEpochButTheNext(uint256 epoch, uint256 closed) external {
        closed = bound(closed, 0, 20);
        vm.assume(epoch != closed + 1);
        for (uint256 i = 1; i <= closed; ++i) {
            _close(i);
        }

        _rejectsEpoch(epoch, closed + 1);
        _rejectsEpoch(type(uint256).max, closed + 1);
        _close(closed + 1);
    }

    // ---------------------------------------------------------------------------------------------------------------
    // setCheckpointer
    // ---------------------------------------------------------------------------------------------------------------

    function testFuzz_onlyTheAdminOfTheFactoryRotates(address caller) external {
        vm.assume(caller != ADMIN);

        _rejectsAdmin(caller, ADMIN);
        _rejectsAdmin(CHECKPOINTER, ADMIN);
    }

    function test_rejectsEmptyingTheRole() external {
        vm.expectRevert(IPointsCheckpoint.PointsCheckpoint_ZeroAddress.selector);
        vm.prank(ADMIN);
        _checkpoint.setCheckpointer(address(0));
    }

    function test_rotatesTheCheckpointer() external {
        vm.expectEmit(address(_checkpoint));
        emit IPointsCheckpoint.CheckpointerChanged(CHECKPOINTER, SUCCESSOR);
        vm.prank(ADMIN);
        _checkpoint.setCheckpointer(SUCCESSOR);

        assertEq(_checkpoint.checkpointer(), SUCCESSOR);
        _rejectsCaller(CHECKPOINTER);
        vm.prank(SUCCESSOR);
        _checkpoint.checkpoint(1, _rootFor(1));
        assertEq(_checkpoint.rootOf(1), _rootFor(1));
    }

    function test_followsTheAdminOfTheFactory() external {
        vm.prank(ADMIN);
        factory.transferOwnership(SUCCESSOR);
        _rejectsAdmin(SUCCESSOR, ADMIN);
        vm.prank(SUCCESSOR);
        factory.acceptOwnership();

        _rejectsAdmin(ADMIN, SUCCESSOR);
        vm.prank(SUCCESSOR);
        _checkpoint.setCheckpointer(BOB);
        assertEq(_checkpoint.checkpointer(), BOB);
    }

    function _close(uint256 epoch) private {
        vm.prank(CHECKPOINTER);
        _checkpoint.checkpoint(epoch, _rootFor(epoch));
    }

    function _rootFor(uint256 epoch) private pure returns (bytes32) {
        return keccak256(abi.encode(epoch));
    }

    function _rejectsCaller(address caller) private {
        address expected = _checkpoint.checkpointer();
        vm.expectRevert(
            abi.encodeWithSelector(IPointsCheckpoint.PointsCheckpoint_NotTheCheckpointer.selector, caller, expected)
        );
        vm.prank(caller);
        _checkpoint.checkpoint(1, _rootFor(1));
    }

    function _rejectsEpoch(uint256 epoch, uint256 expected) private {
        vm.expectRevert(abi.encodeWithSelector(IPointsCheckpoint.PointsCheckpoint_WrongEpoch.selector, epoch, expected));
        vm.prank(CHECKPOINTER);
        _checkpoint.checkpoint(epoch, keccak256("another root"));
    }

    function _rejectsAdmin(address caller, address admin) private {
        vm.expectRevert(abi.encodeWithSelector(IPointsCheckpoint.PointsCheckpoint_NotTheAdmin.selector, caller, admin));
        vm.prank(caller);
        _checkpoint.setCheckpointer(SUCCESSOR);
    }
}
