package io.guildhall.task.chronicle.store;

import io.guildhall.task.chronicle.SecondFundings;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Second fundings in MySQL. */
@Component
class JdbcSecondFundings implements SecondFundings {
    private final JdbcClient jdbc;

    JdbcSecondFundings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(String key, long taskId, Instant due) {
        jdbc.sql("INSERT IGNORE INTO SecondFunding VALUES (?, ?, ?)")
                .param(key)
                .param(taskId)
                .param(time(due))
                .update();
    }

    @Override
    public void remove(String key) {
        jdbc.sql("DELETE FROM SecondFunding WHERE escrow_key = ?").param(key).update();
    }

    @Override
    public List<String> of(long taskId) {
        return jdbc.sql("SELECT escrow_key FROM SecondFunding WHERE task_id = ? ORDER BY due_at")
                .param(taskId)
                .query((row, _) -> row.getString(1))
                .list();
    }

    @Override
    public List<Due> due(Instant now, int limit) {
        return jdbc.sql(
                        """
                        SELECT escrow_key, task_id FROM SecondFunding
                        WHERE due_at < ? ORDER BY due_at LIMIT ?""")
                .param(time(now))
                .param(limit)
                .query((row, _) -> new Due(row.getString(1), row.getLong(2)))
                .list();
    }

    @Override
    public void postpone(String key, Instant until) {
        jdbc.sql("UPDATE SecondFunding SET due_at = ? WHERE escrow_key = ?")
                .param(time(until))
                .param(key)
                .update();
    }

    private static LocalDateTime time(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
