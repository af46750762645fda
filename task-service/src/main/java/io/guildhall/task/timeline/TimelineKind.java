package io.guildhall.task.timeline;

/** What happened. The first group is decided by people and services, the second told by the chain. */
public enum TimelineKind {
    APPLIED,
    WITHDRAWN,
    REFUSED,
    ACCEPTED,
    FUNDING_SENT,
    STEP_BEGUN,
    STEP_FAILED,
    OFFERED,
    STATED,
    CANDIDATE_ACCEPTED,

    FUNDED,
    CLAIMED,
    REOPENED,
    SUBMITTED,
    REVISION_ASKED,
    APPROVED,
    RELEASED,
    SETTLED,
    CANCELLED,
    REFUNDED,
    DISPUTED,
    RULED,
    APPEALED,
    RESOLVED,
    /** Whom the task paid could not receive it: it waits in the contract. */
    CREDITED,
    /** The reward was locked once more, by a second funding that nobody can earn. */
    FUNDED_AGAIN,
    /** What a second funding had locked went back. */
    SECOND_FUNDING_ENDED,
    /** The chain took back what it had told last. */
    REVERTED,
    /** An event was lost on the way; the chain was asked. */
    RECONCILED;

    /** Whether what explains it is for both sides and the arbiter: why an application was sent back, what was offered. */
    public boolean isConfidential() {
        return this == REFUSED || this == OFFERED;
    }
}
