package io.guildhall.task.chronicle.store;

import io.guildhall.task.chronicle.ChainEvent;
import io.guildhall.task.chronicle.ChainEventKind;
import io.guildhall.task.chronicle.ChainEvents;
import io.guildhall.task.market.TaskStatus;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The chain's events in MySQL. */
@Component
class JdbcChainEvents implements ChainEvents {
    private static final String ENDED = "";

    private final JdbcClient jdbc;

    JdbcChainEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean keep(long taskId, ChainEvent event) {
        ChainEvent.Place place = event.place();
        Optional<String> there =
                jdbc.sql(
                                """
                                SELECT block_hash FROM ChainEvent
                                WHERE escrow_key = ? AND block_number = ? AND log_index = ?""")
                        .param(event.key())
                        .param(place.block())
                        .param(place.index())
                        .query(String.class)
                        .optional();
        if (there.isPresent() && there.get().equals(place.blockHash())) {
            return false;
        }
        if (there.isPresent()) {
            jdbc.sql(
                            """
                            DELETE FROM ChainEvent
                            WHERE escrow_key = ? AND block_number = ? AND log_index = ?""")
                    .param(event.key())
                    .param(place.block())
                    .param(place.index())
                    .update();
        }
        insert(taskId, event);
        return true;
    }

    private void insert(long taskId, ChainEvent event) {
        ChainEvent.Place place = event.place();
        TaskStatus status = event.status();
        jdbc.sql(
                        """
                        INSERT INTO ChainEvent VALUES
                        (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(event.key())
                .param(place.block())
                .param(place.index())
                .param(taskId)
                .param(place.blockHash())
                .param(time(place.time()))
                .param(place.transactionHash())
                .param(event.kind().name())
                .param(status == null ? ENDED : status.name())
                .param(event.worker())
                .param(event.openedIn())
                .param(time(event.clockEndsAt()))
                .param(event.round())
                .param(event.ruledShare())
                .param(event.account())
                .param(event.digest())
                .param(event.share())
                .param(event.amount() == null ? null : new BigDecimal(event.amount()))
                .update();
    }

    @Override
    public List<ChainEvent> of(String key) {
        return jdbc.sql(
                        """
                        SELECT * FROM ChainEvent WHERE escrow_key = ?
                        ORDER BY block_number, log_index""")
                .param(key)
                .query(JdbcChainEvents::event)
                .list();
    }

    @Override
    public List<Unheard> unheard(Instant from, String after, int limit) {
        return jdbc.sql(
                        """
                        SELECT p.escrow_key, p.task_id, p.claim_deadline FROM EscrowTerms p
                        WHERE (p.claim_deadline > :from
                               OR (p.claim_deadline = :from AND p.escrow_key > :after))
                          AND NOT EXISTS (SELECT 1 FROM ChainEvent e WHERE e.escrow_key = p.escrow_key)
                        ORDER BY p.claim_deadline, p.escrow_key LIMIT :limit""")
                .param("from", time(from))
                .param("after", after)
                .param("limit", limit)
                .query(
                        (row, _) ->
                                new Unheard(
                                        row.getString(1),
                                        row.getLong(2),
                                        row.getObject(3, LocalDateTime.class)
                                                .toInstant(ZoneOffset.UTC)))
                .list();
    }

    @Override
    public int dropFrom(String key, long block) {
        return jdbc.sql("DELETE FROM ChainEvent WHERE escrow_key = ? AND block_number >= ?")
                .param(key)
                .param(block)
                .update();
    }

    private static ChainEvent event(ResultSet row, int number) throws SQLException {
        String status = row.getString("task_status");
        BigDecimal amount = row.getBigDecimal("amount");
        return new ChainEvent(
                row.getString("escrow_key"),
                new ChainEvent.Place(
                        row.getLong("block_number"),
                        row.getInt("log_index"),
                        row.getString("block_hash"),
                        row.getObject("block_time", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                        row.getString("transaction_hash")),
                ChainEventKind.valueOf(row.getString("kind")),
                status.equals(ENDED) ? null : TaskStatus.valueOf(status),
                row.getString("worker"),
                row.getObject("opened_in", Long.class),
                instant(row.getObject("clock_ends_at", LocalDateTime.class)),
                row.getObject("round", Integer.class),
                row.getObject("ruled_share", Integer.class),
                row.getString("account"),
                row.getString("digest"),
                row.getObject("share", Integer.class),
                amount == null ? null : amount.toBigIntegerExact());
    }

    private static @Nullable Instant instant(@Nullable LocalDateTime time) {
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }

    private static @Nullable LocalDateTime time(@Nullable Instant instant) {
        return instant == null ? null : LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
