package io.guildhall.task.escrow;

/**
 * The escrow contract's own bounds. It is immutable, and so are they.
 *
 * @param maxFeeRate basis points
 * @param minWindow shortest review, work and appeal window in seconds
 * @param maxWindow longest of them
 * @param maxClaimPeriod how far ahead a claim deadline may lie, in seconds
 * @param arbitrationWindow how long an arbiter has, in seconds
 * @param maxRevisions most revisions that terms may grant
 */
public record Limits(
        int maxFeeRate,
        int minWindow,
        int maxWindow,
        int maxClaimPeriod,
        int arbitrationWindow,
        int maxRevisions) {
    /** What {@code EscrowTerms.sol} says, for while the chain cannot be asked. */
    public static final Limits OF_THE_CONTRACT =
            new Limits(1_000, 600, 7_776_000, 31_536_000, 1_209_600, 15);
}
