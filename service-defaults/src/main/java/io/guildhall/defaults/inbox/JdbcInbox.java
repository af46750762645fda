package io.guildhall.defaults.inbox;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Claims by the insert of a row whose primary key is consumer and event. */
final class JdbcInbox implements Inbox {
    private static final int INSERTED = 1;

    private final JdbcClient jdbc;

    JdbcInbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean claim(String consumer, String eventId) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "no transaction runs; a claim must commit with the effect of its event");
        }
        // The update takes the row exclusively. A plain insert that finds it taken shares it, and
        // two that share it
        // deadlock when the first claimant rolls back. Changing a column also makes "found" tell
        // itself by a count of 2.
        int changed =
                jdbc.sql(
                                """
                                INSERT INTO InboxEvent (consumer, event_id) VALUES (?, ?)
                                ON DUPLICATE KEY UPDATE deliveries = deliveries + 1""")
                        .param(consumer)
                        .param(eventId)
                        .update();
        return changed == INSERTED;
    }
}
