package io.guildhall.chain.keys;

/** What a key of the platform may do in the escrow. */
public enum Role {
    /** Says which player gets a task, carries consents, executes what time allows. */
    ASSIGNER,
    /** Decides disputes. */
    ARBITER,
    /** Decides appeals. */
    APPEAL_ARBITER,
    /** Pauses. */
    GUARDIAN
}
