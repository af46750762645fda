// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {EscrowPayments} from "./EscrowPayments.sol";
import {ITaskEscrow} from "./interfaces/ITaskEscrow.sol";
import {Policy} from "./libraries/Policy.sol";
import {Shares} from "./libraries/Shares.sol";
import {TermsHash} from "./libraries/TermsHash.sol";

/// @title EscrowTerms
/// @notice Which terms the escrow accepts, what they cost and how they are named.
abstract contract EscrowTerms is EscrowPayments {
    /// @dev The highest platform fee, in basis points of the reward.
    uint256 internal constant MAX_FEE_RATE = 1000;
    /// @dev Bounds of the work, review and appeal windows, in seconds.
    uint256 internal constant MIN_WINDOW = 10 minutes;
    uint256 internal constant MAX_WINDOW = 90 days;
    /// @dev How far ahead a claim deadline may lie, in seconds.
    uint256 internal constant MAX_CLAIM_PERIOD = 365 days;
    /// @dev No claim deadline lies later, in Unix time (the year 2096): with the longest windows and the most revisions a
    /// task is over within ten years, before a word's 32 bits of time end.
    uint256 internal constant LAST_CLAIM_DEADLINE = type(uint32).max - 3650 days;
    /// @dev How long an arbiter, first or second, has to decide, in seconds.
    uint256 internal constant ARBITRATION_WINDOW = 14 days;
    /// @dev How many revisions the terms may grant: what a word can count.
    uint256 internal constant MAX_REVISIONS = 15;

    /// @inheritdoc ITaskEscrow
    function keyOf(address publisher, Terms calldata terms) external pure override returns (bytes32 task) {
        return TermsHash.keyOf(publisher, terms);
    }

    /// @inheritdoc ITaskEscrow
    function limits() external pure override returns (Limits memory) {
        return Limits({
            maxFeeRate: MAX_FEE_RATE,
            minWindow: MIN_WINDOW,
            maxWindow: MAX_WINDOW,
            maxClaimPeriod: MAX_CLAIM_PERIOD,
            lastClaimDeadline: LAST_CLAIM_DEADLINE,
            arbitrationWindow: ARBITRATION_WINDOW,
            maxRevisions: MAX_REVISIONS,
            paymentGas: PAYMENT_GAS,
            minGasToCredit: MIN_GAS_TO_CREDIT
        });
    }

    /// @inheritdoc ITaskEscrow
    function quote(Terms calldata terms) public pure override returns (uint256 fee, uint256 total) {
        fee = Shares.feeOf(terms.reward, terms.policy.feeRate());
        unchecked {
            // 96 bits each.
            total = terms.reward + fee;
        }
    }

    /// @dev Refuses terms that could trap or surprise somebody.
    function _requireFair(Terms calldata terms, Policy policy) internal view {
        if (terms.reward == 0) revert TaskEscrow_ZeroReward();
        if (policy.excess() != 0) revert TaskEscrow_MalformedPolicy(policy.excess());
        uint256 deadline = policy.claimDeadline();
        uint256 latest = Math.min(block.timestamp + MAX_CLAIM_PERIOD, LAST_CLAIM_DEADLINE);
        if (deadline <= block.timestamp || deadline > latest) {
            revert TaskEscrow_ClaimDeadlineOutOfRange(deadline, block.timestamp, latest);
        }
        _requireWindow(policy.workWindow());
        _requireWindow(policy.reviewWindow());
        uint256 appealWindow = policy.appealWindow();
        if (appealWindow != 0) _requireWindow(appealWindow);
        if ((appealWindow == 0) != (terms.appealArbiter == address(0))) {
            revert TaskEscrow_AppealHalfSpecified(appealWindow, terms.appealArbiter);
        }
        if (policy.feeRate() > MAX_FEE_RATE) revert TaskEscrow_FeeRateTooHigh(policy.feeRate(), MAX_FEE_RATE);
        if (policy.maxRevisions() > MAX_REVISIONS) {
            revert TaskEscrow_TooManyRevisions(policy.maxRevisions(), MAX_REVISIONS);
        }
        _requireShare(policy.defaultShare());
    }

    function _requireWindow(uint256 window) internal pure {
        if (window < MIN_WINDOW || window > MAX_WINDOW) {
            revert TaskEscrow_WindowOutOfRange(window, MIN_WINDOW, MAX_WINDOW);
        }
    }

    function _requireShare(uint256 share) internal pure {
        if (share > Shares.WHOLE) revert TaskEscrow_ShareTooHigh(share, Shares.WHOLE);
    }
}
