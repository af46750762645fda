package io.guildhall.user.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where the chain is kept. There is no statement here that changes or deletes a row of it. */
@Repository
class AuditRows {
    private static final String COLUMNS =
            "position, event_id, action, service, actor_id, subject, outcome, client_address, trace_id,"
                    + " details, occurred_at, seal";

    private final JdbcClient jdbc;

    AuditRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The end of the chain. */
    record Head(long position, String seal) {}

    Head head() {
        return head("SELECT position, seal FROM AuditHead WHERE head_id = 1");
    }

    /** Locked until the transaction ends: the next append waits. */
    Head lockHead() {
        return head("SELECT position, seal FROM AuditHead WHERE head_id = 1 FOR UPDATE");
    }

    private Head head(String sql) {
        return jdbc.sql(sql).query((row, _) -> new Head(row.getLong(1), row.getString(2))).single();
    }

    void append(AuditRow row) {
        jdbc.sql(
                        "INSERT INTO AuditEvent ("
                                + COLUMNS
                                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .param(row.position())
                .param(row.eventId())
                .param(row.action())
                .param(row.service())
                .param(row.actorId())
                .param(row.subject())
                .param(row.outcome())
                .param(row.clientAddress())
                .param(row.traceId())
                .param(row.details())
                .param(utc(row.occurredAt()))
                .param(row.seal())
                .update();
        jdbc.sql("UPDATE AuditHead SET position = ?, seal = ? WHERE head_id = 1")
                .param(row.position())
                .param(row.seal())
                .update();
    }

    /** Rows in chain order after a position. */
    List<AuditRow> after(long position, int limit) {
        return jdbc.sql(
                        "SELECT "
                                + COLUMNS
                                + " FROM AuditEvent WHERE position > ? ORDER BY position LIMIT ?")
                .param(position)
                .param(limit)
                .query(AuditRows::row)
                .list();
    }

    /** Rows that match, latest first. */
    List<AuditRow> find(AuditQuery query, AuditPage.@Nullable Key after, int limit) {
        Map<String, Object> values = new HashMap<>();
        String where = where(query, after, values);
        values.put("limit", limit);
        return jdbc.sql(
                        "SELECT "
                                + COLUMNS
                                + " FROM AuditEvent"
                                + where
                                + " ORDER BY occurred_at DESC, position DESC LIMIT :limit")
                .params(values)
                .query(AuditRows::row)
                .list();
    }

    /** Whether more rows match than a number. */
    boolean moreThan(AuditQuery query, int number) {
        Map<String, Object> values = new HashMap<>();
        String where = where(query, null, values);
        values.put("number", number);
        return jdbc.sql(
                        "SELECT position FROM AuditEvent"
                                + where
                                + " ORDER BY occurred_at DESC, position DESC LIMIT 1 OFFSET :number")
                .params(values)
                .query(Long.class)
                .optional()
                .isPresent();
    }

    private static String where(
            AuditQuery query, AuditPage.@Nullable Key after, Map<String, Object> values) {
        List<String> conditions = new ArrayList<>();
        add(conditions, values, "action = :action", "action", query.action());
        add(conditions, values, "actor_id = :actor", "actor", query.actorId());
        add(conditions, values, "subject = :subject", "subject", query.subject());
        add(conditions, values, "outcome = :outcome", "outcome", query.outcome());
        add(conditions, values, "occurred_at >= :from", "from", utc(query.from()));
        add(conditions, values, "occurred_at < :to", "to", utc(query.to()));
        if (after != null) {
            // Said twice so that the index bounds the range: MySQL makes no range of a row
            // comparison.
            conditions.add(
                    "occurred_at <= :lastTime AND (occurred_at < :lastTime OR position < :last)");
            values.put("lastTime", utc(after.occurredAt()));
            values.put("last", after.position());
        }
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    private static void add(
            List<String> conditions,
            Map<String, Object> values,
            String condition,
            String name,
            @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            values.put(name, value);
        }
    }

    private static AuditRow row(ResultSet row, int index) throws SQLException {
        return new AuditRow(
                row.getLong("position"),
                row.getString("event_id"),
                row.getString("action"),
                row.getString("service"),
                row.getObject("actor_id", Long.class),
                row.getString("subject"),
                row.getString("outcome"),
                row.getString("client_address"),
                row.getString("trace_id"),
                row.getString("details"),
                row.getObject("occurred_at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                row.getString("seal"));
    }

    /** A local time: no driver or server setting moves it. */
    private static @Nullable LocalDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
