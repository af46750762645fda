// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {EscrowInvariants} from "./EscrowInvariants.sol";

/// @notice The campaign: random actions, all invariants after each.
contract TaskEscrowInvariantTest is EscrowInvariants {
    /// @dev Counts live outside the chain: each run begins again from {setUp}, and forge forgets what a run stored.
    string private constant COUNTS = "GUILDHALL_TASK_ESCROW_CAMPAIGN";
    /// @dev After this many calls of one campaign everything has to have been reached (I18).
    uint256 private constant REACH_BY = 8000;

    function setUp() public override {
        super.setUp();
        bytes4[] memory one = new bytes4[](1);
        for (uint256 i = 0; i < actions.length; i++) {
            one[0] = actions[i].selector;
            targetContract(actions[i].handler);
            targetSelector(FuzzSelector(actions[i].handler, one));
        }
    }

    /// forge-config: default.invariant.max-fuzz-dictionary-values = 100
    /// forge-config: deep.invariant.max-fuzz-dictionary-values = 100
    function invariant_escrowAgreesWithModel() public view {
        checkAll();
    }

    function afterInvariant() public {
        _checkCounts();
        checkNothingTrapped();
    }

    function _checkCounts() private {
        uint256 calls = tally.calls();
        uint256[] memory row = tally.counts();
        bytes memory before = vm.envOr(COUNTS, bytes(""));
        if (before.length != 0) {
            (uint256 callsBefore, uint256[] memory rowBefore) = abi.decode(before, (uint256, uint256[]));
            calls += callsBefore;
            for (uint256 i = 0; i < row.length; i++) {
                row[i] += rowBefore[i];
            }
        }
        vm.setEnv(COUNTS, vm.toString(abi.encode(calls, row)));
        if (calls >= REACH_BY) checkReach(row);
    }
}
