package io.guildhall.localstack.demo;

/** The demonstration is not complete. The message says which task, which step of it, and why. */
public final class DemoFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DemoFailedException(DemoTask task, String where, Throwable cause) {
        super("%s (%s), %s: %s".formatted(task.name(), task.slug(), where, text(cause)), cause);
    }

    private static String text(Throwable cause) {
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
