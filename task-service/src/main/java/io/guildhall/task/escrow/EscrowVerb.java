package io.guildhall.task.escrow;

/** Verbs of the contract that take no signature of another. */
public enum EscrowVerb {
    CANCEL,
    APPROVE,
    LAPSE,
    REFUND,
    RELEASE,
    EXECUTE_RULING,
    EXECUTE_DEFAULT
}
