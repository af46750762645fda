package io.guildhall.localstack.infrastructure;

import java.nio.file.Path;

/** A server did not come up. The message ends with the last lines that it wrote. */
public final class StartFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LINES = 25;

    public StartFailedException(String name, String what, Path log) {
        super(name + " " + what + "; the end of " + log + ":\n" + Logs.lastLines(log, LINES));
    }
}
