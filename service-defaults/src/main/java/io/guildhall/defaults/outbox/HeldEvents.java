package io.guildhall.defaults.outbox;

import io.guildhall.defaults.outbox.OutboxRow.EventKey;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** What a person can do about events that Kafka refused. Their keys stand still until one of these is done. */
public final class HeldEvents {
    private static final Logger log = LoggerFactory.getLogger(HeldEvents.class);

    private final TransactionTemplate transaction;
    private final OutboxTable table;
    private final IntConsumer wake;

    HeldEvents(TransactionTemplate transaction, OutboxTable table, IntConsumer wake) {
        this.transaction = transaction;
        this.table = table;
        this.wake = wake;
    }

    /** The refused events, oldest first; those that only wait behind them are not listed. */
    public List<HeldEvent> refused(int limit) {
        return table.refused(limit);
    }

    /**
     * Sends a key's events again, in their old order, once the cause is mended; what is refused again is set aside
     * again.
     *
     * @return how many were put back
     */
    public int replay(String topic, String key) {
        int shard = Shards.of(topic, key);
        int released =
                Objects.requireNonNull(
                        transaction.execute(
                                status -> {
                                    table.awaitLease(shard);
                                    return table.release(shard, new EventKey(topic, key));
                                }));
        log.info("{} held events of key {} on {} go out again", released, key, topic);
        wake.accept(shard);
        return released;
    }

    /**
     * Drops a refused event for good, and sends those that waited behind it.
     *
     * @return whether there was such an event
     */
    public boolean discard(long id) {
        Optional<HeldEvent> event = table.refusedById(id);
        event.ifPresent(this::discard);
        return event.isPresent();
    }

    private void discard(HeldEvent event) {
        int shard = Shards.of(event.topic(), event.key());
        transaction.executeWithoutResult(
                status -> {
                    table.awaitLease(shard);
                    table.forget(shard, List.of(event.id()));
                    table.release(shard, new EventKey(event.topic(), event.key()));
                });
        log.warn("refused event was discarded: {}", event);
        wake.accept(shard);
    }
}
