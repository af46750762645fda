package io.guildhall.task.escrow.store;

import io.guildhall.task.escrow.CommandRows;
import io.guildhall.task.escrow.EscrowCommand;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Commands in the table {@code EscrowCommand}. */
@Component
class JdbcCommandRows implements CommandRows {
    private static final Map<String, Class<? extends EscrowCommand>> KINDS =
            Map.of(
                    "CLAIM", EscrowCommand.Claim.class,
                    "RELAY", EscrowCommand.Relay.class,
                    "SETTLEMENT", EscrowCommand.Settlement.class,
                    "RULING", EscrowCommand.Ruling.class,
                    "TIMER", EscrowCommand.Timer.class);

    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.builder().build();

    JdbcCommandRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void insert(long id, long taskId, EscrowCommand command, Instant now) {
        jdbc.sql(
                        """
                        INSERT INTO EscrowCommand
                          (command_id, task_id, kind, body, state, attempts, due_at, created_at)
                        VALUES (?, ?, ?, ?, 'WAITING', 0, ?, ?)""")
                .param(id)
                .param(taskId)
                .param(kind(command))
                .param(json.writeValueAsString(command))
                .param(time(now))
                .param(time(now))
                .update();
    }

    private static String kind(EscrowCommand command) {
        return switch (command) {
            case EscrowCommand.Claim _ -> "CLAIM";
            case EscrowCommand.Relay _ -> "RELAY";
            case EscrowCommand.Settlement _ -> "SETTLEMENT";
            case EscrowCommand.Ruling _ -> "RULING";
            case EscrowCommand.Timer _ -> "TIMER";
        };
    }

    @Override
    public List<Waiting> take(Instant now, Instant until, int limit) {
        List<Waiting> due =
                jdbc.sql(
                                """
                                SELECT command_id, task_id, kind, body, attempts FROM EscrowCommand
                                WHERE state = 'WAITING' AND due_at <= ?
                                ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED""")
                        .param(time(now))
                        .param(limit)
                        .query(this::waiting)
                        .list();
        if (!due.isEmpty()) {
            jdbc.sql(
                            """
                            UPDATE EscrowCommand SET due_at = :until, attempts = attempts + 1
                            WHERE command_id IN (:ids)""")
                    .param("until", time(until))
                    .param("ids", due.stream().map(Waiting::id).toList())
                    .update();
        }
        return due;
    }

    private Waiting waiting(ResultSet row, int number) throws SQLException {
        Class<? extends EscrowCommand> kind = KINDS.get(row.getString("kind"));
        if (kind == null) {
            throw new IllegalStateException("a command of the kind " + row.getString("kind"));
        }
        return new Waiting(
                row.getLong("command_id"),
                row.getLong("task_id"),
                row.getInt("attempts"),
                json.readValue(row.getString("body"), kind));
    }

    @Override
    public void given(long id) {
        jdbc.sql(
                        """
                        UPDATE EscrowCommand SET state = 'GIVEN'
                        WHERE command_id = ? AND state = 'WAITING'""")
                .param(id)
                .update();
    }

    @Override
    public void postpone(long id, Instant dueAt) {
        jdbc.sql("UPDATE EscrowCommand SET due_at = ? WHERE command_id = ? AND state = 'WAITING'")
                .param(time(dueAt))
                .param(id)
                .update();
    }

    @Override
    public boolean waitAgain(long id, Instant dueAt) {
        return jdbc.sql(
                                """
                                UPDATE EscrowCommand SET state = 'WAITING', due_at = ?
                                WHERE command_id = ? AND state = 'GIVEN'""")
                        .param(time(dueAt))
                        .param(id)
                        .update()
                == 1;
    }

    @Override
    public boolean end(long id, boolean done) {
        return jdbc.sql(
                                """
                                UPDATE EscrowCommand SET state = :end
                                WHERE command_id = :id AND state <> :end""")
                        .param("end", done ? "DONE" : "REFUSED")
                        .param("id", id)
                        .update()
                == 1;
    }

    @Override
    public Set<Long> refusedAmong(Collection<Long> ids) {
        return ids.isEmpty()
                ? Set.of()
                : jdbc.sql(
                                """
                                SELECT command_id FROM EscrowCommand
                                WHERE command_id IN (:ids) AND state = 'REFUSED'""")
                        .param("ids", ids)
                        .query((row, _) -> row.getLong(1))
                        .set();
    }

    @Override
    public Optional<Long> taskOf(long id) {
        return jdbc.sql("SELECT task_id FROM EscrowCommand WHERE command_id = ?")
                .param(id)
                .query(Long.class)
                .optional();
    }

    @Override
    public long countWaiting() {
        return jdbc.sql("SELECT COUNT(*) FROM EscrowCommand WHERE state = 'WAITING'")
                .query(Long.class)
                .single();
    }

    private static LocalDateTime time(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
