package io.guildhall.task.evidence;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;

/** Whatever keeps the files does not answer as it should: nobody's fault who asks, and worth another try. */
public final class FilesUnavailable extends ProblemException {
    private static final long serialVersionUID = 1L;

    public FilesUnavailable(Throwable cause) {
        super(
                ProblemKind.UNAVAILABLE,
                "file-store-unavailable",
                "Files can be neither kept nor read now; try again soon");
        initCause(cause);
    }
}
