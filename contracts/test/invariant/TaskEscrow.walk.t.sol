// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {EscrowInvariants} from "./EscrowInvariants.sol";

/// @notice One long walk with the campaign's handlers and invariants, the same at every run.
contract TaskEscrowWalkTest is EscrowInvariants {
    uint256 private constant STEPS = 6000;

    function test_walkReachesEveryActionAndArrow() public {
        for (uint256 i = 0; i < STEPS; i++) {
            this.step(i);
            vm.resetGasMetering();
        }

        checkReach(tally.counts());
        checkNothingTrapped();
    }

    /// @dev A call of its own, so that its memory is given back.
    function step(uint256 i) external {
        uint256 seed = uint256(keccak256(abi.encode("walk", i)));
        Action memory action = actions[(seed >> 128) % actions.length];
        (bool done, bytes memory answer) = action.handler.call(abi.encodeWithSelector(action.selector, seed));
        if (!done) {
            assembly ("memory-safe") {
                revert(add(answer, 0x20), mload(answer))
            }
        }
        checkAll();
    }
}
