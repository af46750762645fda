package io.guildhall.defaults.inbox;

/** Remembers which events had their effect, so that a redelivered one has none. */
public interface Inbox {
    /**
     * Claims an event for a consumer in the running transaction: a second claim of the same event waits for
     * the first and then finds it taken.
     *
     * @param consumer stable name of the effect, such as {@code audit-log}
     * @param eventId the CloudEvents id
     * @return whether the effect is still to be done
     * @throws IllegalStateException when no transaction runs
     */
    boolean claim(String consumer, String eventId);
}
