package io.guildhall.gateway.problem;

/** Ends a request with a problem from deep inside a reactive chain. */
public class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /** Ends the request with this problem. It has no stack trace: it is an answer, not a defect. */
    public ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** What is told to the caller. */
    public Problem problem() {
        return problem;
    }
}
