package io.guildhall.chain.node;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;

/** No node gives an answer now. */
public final class ChainUnavailableException extends ProblemException {
    private static final long serialVersionUID = 1L;

    private final boolean outage;

    /** A node answers, and says that it cannot tell. */
    public ChainUnavailableException(String detail) {
        super(ProblemKind.UNAVAILABLE, "chain-unavailable", detail);
        this.outage = false;
    }

    /** No node answers at all. */
    public ChainUnavailableException(String detail, Throwable cause) {
        super(ProblemKind.UNAVAILABLE, "chain-unavailable", detail);
        this.outage = true;
        initCause(cause);
    }

    /** Whether no node answered, so that the same question may well be answered later. */
    public boolean isOutage() {
        return outage;
    }
}
