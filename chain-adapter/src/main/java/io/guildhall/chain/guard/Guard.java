package io.guildhall.chain.guard;

/** What must hold for the money in the escrow. */
public enum Guard {
    /** The contract has at least what tasks and fees claim. */
    BALANCE,
    /** What claimed tasks pay out within an hour stays within its limit. */
    OUTFLOW
}
