package io.guildhall.chain.contract;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;

/** Refusals under the contract's own names. */
public final class EscrowRefusals {
    private EscrowRefusals() {}

    /** What can never be accepted. */
    public static ProblemException invalid(String code, String detail) {
        return new ProblemException(ProblemKind.INVALID, code, detail);
    }

    /** What the contract refuses as things stand. */
    public static ProblemException conflict(String code, String detail) {
        return new ProblemException(ProblemKind.CONFLICT, code, detail);
    }
}
