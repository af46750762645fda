package io.guildhall.chain.node;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;

/** No node gives an answer now. */
public final class ChainUnavailableException extends ProblemException {
    private static final long serialVersionUID = 1L;

    /** What went wrong, for the log. */
    public ChainUnavailableException(String detail) {
        super(ProblemKind.UNAVAILABLE, "chain-unavailable", detail);
    }

    /** The same with what caused it. */
    public ChainUnavailableException(String detail, Throwable cause) {
        this(detail);
        initCause(cause);
    }
}
