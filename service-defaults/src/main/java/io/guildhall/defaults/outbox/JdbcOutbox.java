package io.guildhall.defaults.outbox;

import com.google.protobuf.Message;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Writes the row in the running transaction, and wakes the relay once it has committed. */
final class JdbcOutbox implements Outbox {
    private static final int LONGEST_KEY = 200;

    private final JdbcClient jdbc;
    private final Supplier<@Nullable String> traceparent;
    private final IntConsumer wake;

    JdbcOutbox(JdbcClient jdbc, Supplier<@Nullable String> traceparent, IntConsumer wake) {
        this.jdbc = jdbc;
        this.traceparent = traceparent;
        this.wake = wake;
    }

    @Override
    public void append(String topic, String key, Message event) {
        requireTransaction();
        requireKey(key);
        int shard = Shards.of(topic, key);
        // A random id: a TSID of another replica could be the same, and a consumer would then drop
        // the event.
        jdbc.sql(
                        """
                        INSERT INTO OutboxEvent (shard, event_id, topic, event_key, type, payload, traceparent)
                        VALUES (?, ?, ?, ?, ?, ?, ?)""")
                .param(shard)
                .param(UUID.randomUUID().toString())
                .param(topic)
                .param(key)
                .param(event.getDescriptorForType().getFullName())
                .param(event.toByteArray())
                .param(traceparent.get())
                .update();
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        wake.accept(shard);
                    }
                });
    }

    private static void requireTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "no transaction runs; an event must commit with the change that it tells of");
        }
        if (TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
            throw new IllegalStateException(
                    "the running transaction is read-only; an event tells of a change");
        }
    }

    private static void requireKey(String key) {
        if (key.isEmpty() || key.length() > LONGEST_KEY) {
            throw new IllegalArgumentException(
                    "key of %d characters; expected 1 to %d".formatted(key.length(), LONGEST_KEY));
        }
    }
}
