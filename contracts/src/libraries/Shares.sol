// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

/// @title Shares
/// @notice Divides a funded task between the worker, the publisher and the platform, without losing a unit.
library Shares {
    /// @dev Basis points in the whole.
    uint256 internal constant WHOLE = 10_000;

    /// @notice The platform's fee for a reward, rounded down.
    /// @param reward Smallest units of the token, below 2^96.
    /// @param feeRate Basis points, at most `WHOLE`.
    function feeOf(uint256 reward, uint256 feeRate) internal pure returns (uint256 fee) {
        unchecked {
            // 96 + 14 bits: cannot overflow.
            fee = reward * feeRate / WHOLE;
        }
    }

    /// @notice Splits `reward + fee` at `share` basis points. What rounding leaves goes back to the publisher.
    /// @param reward Smallest units of the token, below 2^96.
    /// @param fee The fee that was funded on top of the reward, below 2^96.
    /// @param share The worker's part in basis points, at most `WHOLE`. The platform earns the same part of its fee.
    /// @return toWorker `reward * share`, rounded down.
    /// @return toPlatform `fee * share`, rounded down.
    /// @return toPublisher The rest: `toWorker + toPlatform + toPublisher == reward + fee` always.
    function split(uint256 reward, uint256 fee, uint256 share)
        internal
        pure
        returns (uint256 toWorker, uint256 toPlatform, uint256 toPublisher)
    {
        unchecked {
            // 96 + 14 bits: cannot overflow. Each part is at most its whole, since share <= WHOLE: cannot underflow.
            toWorker = reward * share / WHOLE;
            toPlatform = fee * share / WHOLE;
            toPublisher = (reward - toWorker) + (fee - toPlatform);
        }
    }
}
