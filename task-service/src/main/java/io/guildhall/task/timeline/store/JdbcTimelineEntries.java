package io.guildhall.task.timeline.store;

import io.guildhall.task.timeline.TimelineEntries;
import io.guildhall.task.timeline.TimelineEvent;
import io.guildhall.task.timeline.TimelineKind;
import io.guildhall.task.timeline.TimelineRecord;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Entries in MySQL. */
@Component
class JdbcTimelineEntries implements TimelineEntries {
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final String COLUMNS =
            """
            SELECT task_id, position, at, kind, actor_id, amount, token, transaction_hash, details
            FROM TimelineEntry WHERE task_id = ? AND position\
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.builder().build();

    JdbcTimelineEntries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public long nextPosition(long taskId) {
        jdbc.sql(
                        """
                        INSERT INTO Timeline (task_id, length) VALUES (?, LAST_INSERT_ID(1))
                        ON DUPLICATE KEY UPDATE length = LAST_INSERT_ID(length + 1)\
                        """)
                .param(taskId)
                .update();
        return jdbc.sql("SELECT LAST_INSERT_ID()").query(Long.class).single();
    }

    @Override
    public void insert(TimelineRecord entry) {
        TimelineEvent event = entry.event();
        jdbc.sql("INSERT INTO TimelineEntry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .param(entry.taskId())
                .param(entry.position())
                .param(LocalDateTime.ofInstant(event.at(), ZoneOffset.UTC))
                .param(event.kind().name())
                .param(event.actorId())
                .param(event.amount() == null ? null : new BigDecimal(event.amount()))
                .param(event.token())
                .param(event.transactionHash())
                .param(json.writeValueAsString(event.details()))
                .update();
    }

    @Override
    public List<TimelineRecord> before(long taskId, long position, int limit) {
        return list(" < ? ORDER BY position DESC LIMIT ?", taskId, position, limit);
    }

    @Override
    public List<TimelineRecord> after(long taskId, long position, int limit) {
        return list(" > ? ORDER BY position LIMIT ?", taskId, position, limit);
    }

    private List<TimelineRecord> list(String rest, long taskId, long position, int limit) {
        return jdbc.sql(COLUMNS + rest)
                .param(taskId)
                .param(position)
                .param(limit)
                .query(this::entry)
                .list();
    }

    private TimelineRecord entry(ResultSet row, int number) throws SQLException {
        BigDecimal amount = row.getBigDecimal("amount");
        return new TimelineRecord(
                row.getLong("task_id"),
                row.getLong("position"),
                new TimelineEvent(
                        TimelineKind.valueOf(row.getString("kind")),
                        row.getObject("at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                        row.getObject("actor_id", Long.class),
                        amount == null ? null : amount.toBigIntegerExact(),
                        row.getString("token"),
                        row.getString("transaction_hash"),
                        json.readValue(row.getString("details"), TEXTS)));
    }

    @Override
    public void delete(long taskId) {
        jdbc.sql("DELETE FROM TimelineEntry WHERE task_id = ?").param(taskId).update();
        jdbc.sql("DELETE FROM Timeline WHERE task_id = ?").param(taskId).update();
    }
}
