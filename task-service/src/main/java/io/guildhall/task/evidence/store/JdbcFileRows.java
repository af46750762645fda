package io.guildhall.task.evidence.store;

import io.guildhall.task.evidence.EvidenceFile;
import io.guildhall.task.evidence.FileRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is known of files, in the table {@code TaskFile}. */
@Component
class JdbcFileRows implements FileRows {
    private static final String COLUMNS =
            "SELECT file_id, owner_id, task_id, file_name, bytes, media_type, sha256, created_at"
                    + " FROM TaskFile ";

    private final JdbcClient jdbc;

    JdbcFileRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void insert(EvidenceFile file, long ownerId, Instant now) {
        jdbc.sql("INSERT INTO TaskFile VALUES (?, ?, NULL, ?, ?, ?, ?, ?)")
                .param(file.id())
                .param(ownerId)
                .param(file.name())
                .param(file.bytes())
                .param(file.mediaType())
                .param(file.sha256())
                .param(LocalDateTime.ofInstant(now, ZoneOffset.UTC))
                .update();
    }

    @Override
    public Optional<Owned> find(long id) {
        return find(List.of(id)).stream().findFirst();
    }

    @Override
    public List<Owned> find(Collection<Long> ids) {
        return jdbc.sql(COLUMNS + "WHERE file_id IN (:ids) ORDER BY file_id")
                .param("ids", ids)
                .query(JdbcFileRows::owned)
                .list();
    }

    private static Owned owned(ResultSet row, int number) throws SQLException {
        return new Owned(
                new EvidenceFile(
                        row.getLong("file_id"),
                        row.getString("file_name"),
                        row.getInt("bytes"),
                        row.getString("media_type"),
                        row.getString("sha256")),
                row.getLong("owner_id"),
                row.getObject("task_id", Long.class),
                row.getObject("created_at", LocalDateTime.class).toInstant(ZoneOffset.UTC));
    }

    @Override
    public void attach(Collection<Long> ids, long taskId) {
        jdbc.sql("UPDATE TaskFile SET task_id = :task WHERE file_id IN (:ids)")
                .param("task", taskId)
                .param("ids", ids)
                .update();
    }

    @Override
    public int countUnattached(long ownerId) {
        return jdbc.sql("SELECT COUNT(*) FROM TaskFile WHERE owner_id = ? AND task_id IS NULL")
                .param(ownerId)
                .query(Integer.class)
                .single();
    }

    @Override
    public List<Long> unattachedBefore(Instant time, int limit) {
        return jdbc.sql(
                        """
                        SELECT file_id FROM TaskFile WHERE task_id IS NULL AND created_at < ?
                        ORDER BY created_at LIMIT ?""")
                .param(LocalDateTime.ofInstant(time, ZoneOffset.UTC))
                .param(limit)
                .query((row, _) -> row.getLong(1))
                .list();
    }

    @Override
    public void deleteUnattached(long id) {
        jdbc.sql("DELETE FROM TaskFile WHERE file_id = ? AND task_id IS NULL").param(id).update();
    }
}
