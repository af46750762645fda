package io.guildhall.chain.contract;

/**
 * The contract's own bounds; they never change. Seconds and basis points.
 *
 * @param lastClaimDeadline Unix time
 */
public record EscrowLimits(
        int maxFeeRate,
        int minWindow,
        int maxWindow,
        int maxClaimPeriod,
        long lastClaimDeadline,
        int arbitrationWindow,
        int maxRevisions) {}
