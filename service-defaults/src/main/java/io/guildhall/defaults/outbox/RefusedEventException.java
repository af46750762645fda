package io.guildhall.defaults.outbox;

/** Kafka will never take this event, whatever its own state: too large, or malformed. */
final class RefusedEventException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedEventException(Throwable cause) {
        super(cause.toString(), cause);
    }

    /** What the operator reads beside the event. */
    String reason() {
        return String.valueOf(getMessage());
    }
}
