package io.guildhall.chain.contract;

/** What the contract tells about a task, one per verb. */
public enum EscrowEventKind {
    FUNDED,
    CLAIMED,
    REOPENED,
    SUBMITTED,
    REVISION_REQUESTED,
    APPROVED,
    RELEASED,
    SETTLED,
    CANCELLED,
    REFUNDED,
    DISPUTED,
    RULED,
    APPEALED,
    RESOLVED,
    /** A payment at the end of a task was refused and waits in the contract. */
    CREDITED
}
