package io.guildhall.chain.sending;

/** How far a command has come. */
public enum CommandStatus {
    /** Written down; perhaps with a nonce, but no node has it for certain. */
    QUEUED,
    /** A node has taken it. */
    SENT,
    /** In a block with enough confirmations. */
    CONFIRMED,
    /** Refused by the contract; no transaction will follow. */
    FAILED
}
