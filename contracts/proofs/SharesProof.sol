// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {Shares} from "../src/libraries/Shares.sol";

/// @notice For every reward, fee and share: what comes in goes out, and nobody's part is above its whole.
contract SharesProof {
    function conserves(uint96 reward, uint96 fee, uint16 share) external pure {
        require(share <= Shares.WHOLE, "share");

        (uint256 toWorker, uint256 toPlatform, uint256 toPublisher) = Shares.split(reward, fee, share);

        assert(toWorker <= reward);
        assert(toPlatform <= fee);
        assert(toWorker + toPlatform + toPublisher == uint256(reward) + fee);
    }

    function paysAllAtTheWhole(uint96 reward, uint96 fee) external pure {
        (uint256 toWorker, uint256 toPlatform, uint256 toPublisher) = Shares.split(reward, fee, Shares.WHOLE);

        assert(toWorker == reward);
        assert(toPlatform == fee);
        assert(toPublisher == 0);
    }

    function paysNothingAtZero(uint96 reward, uint96 fee) external pure {
        (uint256 toWorker, uint256 toPlatform,) = Shares.split(reward, fee, 0);

        assert(toWorker == 0);
        assert(toPlatform == 0);
    }

    function feeIsBounded(uint96 reward, uint16 feeRate) external pure {
        require(feeRate <= 1000, "rate");

        assert(Shares.feeOf(reward, feeRate) <= reward);
    }
}
