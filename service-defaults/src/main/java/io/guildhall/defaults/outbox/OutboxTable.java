package io.guildhall.defaults.outbox;

import com.google.protobuf.UnsafeByteOperations;
import io.guildhall.defaults.outbox.OutboxRow.EventKey;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The relay's statements. It only ever locks shard rows and rows by primary key that no business transaction can see or want. */
final class OutboxTable {
    private static final int COUNT_LIMIT = 100_000;
    private static final String COPIED =
            "id, shard, event_id, topic, event_key, type, payload, traceparent, created_at";

    private static final String REFUSED =
            """
            SELECT id, event_id, topic, event_key, type, LENGTH(payload) AS bytes, reason,
                   UNIX_TIMESTAMP(held_at) AS held
            FROM OutboxHeldEvent WHERE reason IS NOT NULL""";

    private final JdbcClient jdbc;

    OutboxTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes the shard until the transaction ends; empty when another replica has it. Returns its number of held events. */
    OptionalInt lease(int shard) {
        Optional<Integer> held =
                jdbc.sql("SELECT held FROM OutboxShard WHERE id = ? FOR UPDATE SKIP LOCKED")
                        .param(shard)
                        .query(Integer.class)
                        .optional();
        return held.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    /** Takes the shard, waiting for a replica that has it. */
    void awaitLease(int shard) {
        jdbc.sql("SELECT held FROM OutboxShard WHERE id = ? FOR UPDATE")
                .param(shard)
                .query(Integer.class)
                .single();
    }

    List<Integer> shardsWithEvents() {
        return jdbc.sql("SELECT DISTINCT shard FROM OutboxEvent")
                .query((row, number) -> row.getInt(1))
                .list();
    }

    List<OutboxRow> oldest(int shard, int limit) {
        return jdbc.sql(
                        """
                        SELECT id, event_id, topic, event_key, type, payload, traceparent,
                               UNIX_TIMESTAMP(created_at) AS created
                        FROM OutboxEvent WHERE shard = ? ORDER BY id LIMIT ?""")
                .param(shard)
                .param(limit)
                .query((row, number) -> toRow(row))
                .list();
    }

    Set<EventKey> heldKeys(int shard) {
        return new HashSet<>(
                jdbc.sql("SELECT DISTINCT topic, event_key FROM OutboxHeldEvent WHERE shard = ?")
                        .param(shard)
                        .query((row, number) -> new EventKey(row.getString(1), row.getString(2)))
                        .list());
    }

    void delete(Collection<Long> ids) {
        if (!ids.isEmpty()) {
            jdbc.sql("DELETE FROM OutboxEvent WHERE id IN (:ids)").param("ids", ids).update();
        }
    }

    /** Sets an event aside; the caller has the shard's lease. */
    void hold(int shard, long id, @Nullable String reason) {
        String cut = reason == null ? null : reason.substring(0, Math.min(reason.length(), 500));
        jdbc.sql(
                        """
                        INSERT INTO OutboxHeldEvent (%1$s, reason)
                        SELECT %1$s, ? FROM OutboxEvent WHERE id = ?"""
                                .formatted(COPIED))
                .param(cut)
                .param(id)
                .update();
        delete(List.of(id));
        jdbc.sql("UPDATE OutboxShard SET held = held + 1 WHERE id = ?").param(shard).update();
    }

    /** Puts a key's events back in their old order; the caller has the shard's lease. */
    int release(int shard, EventKey key) {
        List<Long> ids =
                jdbc.sql(
                                """
                                SELECT id FROM OutboxHeldEvent
                                WHERE shard = ? AND topic = ? AND event_key = ?""")
                        .param(shard)
                        .param(key.topic())
                        .param(key.key())
                        .query((row, number) -> row.getLong(1))
                        .list();
        if (ids.isEmpty()) {
            return 0;
        }
        jdbc.sql(
                        """
                        INSERT INTO OutboxEvent (%1$s)
                        SELECT %1$s FROM OutboxHeldEvent WHERE id IN (:ids)"""
                                .formatted(COPIED))
                .param("ids", ids)
                .update();
        return forget(shard, ids);
    }

    /** Drops held events for good; the caller has the shard's lease. */
    int forget(int shard, List<Long> ids) {
        int gone =
                jdbc.sql("DELETE FROM OutboxHeldEvent WHERE id IN (:ids)")
                        .param("ids", ids)
                        .update();
        jdbc.sql("UPDATE OutboxShard SET held = held - ? WHERE id = ?")
                .param(gone)
                .param(shard)
                .update();
        return gone;
    }

    List<HeldEvent> refused(int limit) {
        return jdbc.sql(REFUSED + " ORDER BY id LIMIT ?")
                .param(limit)
                .query((row, number) -> toHeld(row))
                .list();
    }

    Optional<HeldEvent> refusedById(long id) {
        return jdbc.sql(REFUSED + " AND id = ?")
                .param(id)
                .query((row, number) -> toHeld(row))
                .optional();
    }

    int heldCount() {
        return jdbc.sql("SELECT COALESCE(SUM(held), 0) FROM OutboxShard")
                .query(Integer.class)
                .single();
    }

    /** Counts no further than 100,000: beyond that, nobody needs it exactly and the count itself would hurt. */
    int backlog() {
        return jdbc.sql("SELECT COUNT(*) FROM (SELECT 1 FROM OutboxEvent LIMIT ?) waiting")
                .param(COUNT_LIMIT)
                .query(Integer.class)
                .single();
    }

    Duration oldestAge() {
        return jdbc.sql(
                        """
                        SELECT TIMESTAMPDIFF(MICROSECOND, created_at, CURRENT_TIMESTAMP(6))
                        FROM OutboxEvent ORDER BY id LIMIT 1""")
                .query(Long.class)
                .optional()
                .map(micros -> Duration.ofNanos(micros * 1000))
                .orElse(Duration.ZERO);
    }

    private static OutboxRow toRow(ResultSet row) throws SQLException {
        return new OutboxRow(
                row.getLong("id"),
                row.getString("event_id"),
                row.getString("topic"),
                row.getString("event_key"),
                row.getString("type"),
                UnsafeByteOperations.unsafeWrap(row.getBytes("payload")),
                row.getString("traceparent"),
                instant(row.getBigDecimal("created")));
    }

    private static HeldEvent toHeld(ResultSet row) throws SQLException {
        return new HeldEvent(
                row.getLong("id"),
                row.getString("event_id"),
                row.getString("topic"),
                row.getString("event_key"),
                row.getString("type"),
                row.getInt("bytes"),
                row.getString("reason"),
                instant(row.getBigDecimal("held")));
    }

    private static Instant instant(BigDecimal epochSeconds) {
        return Instant.EPOCH.plusNanos(epochSeconds.movePointRight(9).longValueExact());
    }
}
