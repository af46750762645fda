package io.guildhall.chain.contract;

/**
 * A task as the contract stores it.
 *
 * @param worker who holds the claim; {@link Addresses#NOBODY} while nobody does
 * @param openedIn the block in which it last became open
 * @param clock last second of the present status
 * @param round how many revisions have been asked for
 * @param ruledShare the first ruling in basis points; zero before
 */
public record EscrowState(
        EscrowStatus status, String worker, long openedIn, long clock, int round, int ruledShare) {
    /** A task that was never funded, or has ended. */
    public static final EscrowState NONE =
            new EscrowState(EscrowStatus.NONE, Addresses.NOBODY, 0, 0, 0, 0);
}
