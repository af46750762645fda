package io.guildhall.task.candidate.store;

import io.guildhall.task.candidate.Candidacy;
import io.guildhall.task.candidate.CandidateRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Candidatures in MySQL. */
@Component
class JdbcCandidateRows implements CandidateRows {
    private final JdbcClient jdbc;

    JdbcCandidateRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void put(long taskId, long userId, String message, Instant now) {
        jdbc.sql(
                        """
                        INSERT INTO Candidature VALUES (?, ?, ?, ?, NULL)
                        ON DUPLICATE KEY UPDATE message = VALUES(message)""")
                .param(taskId)
                .param(userId)
                .param(message)
                .param(time(now))
                .update();
    }

    @Override
    public boolean accept(long taskId, long userId, Instant now) {
        jdbc.sql("UPDATE Candidature SET accepted_at = NULL WHERE task_id = ? AND user_id <> ?")
                .param(taskId)
                .param(userId)
                .update();
        return jdbc.sql("UPDATE Candidature SET accepted_at = ? WHERE task_id = ? AND user_id = ?")
                        .param(time(now))
                        .param(taskId)
                        .param(userId)
                        .update()
                == 1;
    }

    @Override
    public Candidacy candidacy(long taskId, long userId) {
        return jdbc.sql(
                        """
                        SELECT accepted_at IS NOT NULL FROM Candidature
                        WHERE task_id = ? AND user_id = ?""")
                .param(taskId)
                .param(userId)
                .query(Boolean.class)
                .optional()
                .map(chosen -> chosen ? Candidacy.CHOSEN : Candidacy.ASKED)
                .orElse(Candidacy.NONE);
    }

    @Override
    public List<Candidature> of(long taskId, long afterUser, @Nullable Instant after, int limit) {
        LocalDateTime from = time(after == null ? Instant.EPOCH : after);
        return jdbc.sql(
                        """
                        SELECT user_id, message, created_at, accepted_at FROM Candidature
                        WHERE task_id = ? AND (created_at > ? OR (created_at = ? AND user_id > ?))
                        ORDER BY created_at, user_id LIMIT ?""")
                .param(taskId)
                .param(from)
                .param(from)
                .param(afterUser)
                .param(limit)
                .query(JdbcCandidateRows::candidature)
                .list();
    }

    private static Candidature candidature(ResultSet row, int number) throws SQLException {
        LocalDateTime accepted = row.getObject("accepted_at", LocalDateTime.class);
        return new Candidature(
                row.getLong("user_id"),
                row.getString("message"),
                row.getObject("created_at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                accepted == null ? null : accepted.toInstant(ZoneOffset.UTC));
    }

    private static LocalDateTime time(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
