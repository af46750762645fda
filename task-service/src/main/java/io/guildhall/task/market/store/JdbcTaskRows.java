package io.guildhall.task.market.store;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.task.market.CardSearch;
import io.guildhall.task.market.Cursor;
import io.guildhall.task.market.TaskMode;
import io.guildhall.task.market.TaskRow;
import io.guildhall.task.market.TaskRows;
import io.guildhall.task.market.TaskStatus;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lists in MySQL. */
@Component
class JdbcTaskRows implements TaskRows {
    static final String COLUMNS =
            """
            SELECT t.task_id, t.task_name, t.excerpt, t.task_price, t.token, t.publisher_id, t.task_status, t.mode,
              t.tags, t.claim_deadline, t.clock_ends_at, t.opened_at, t.pending_step IS NOT NULL AS pending
            """;

    /** Of a search by the index of words: some combinations of words make it read most of what there is. */
    private static final Duration LONGEST_SEARCH = Duration.ofSeconds(3);

    /** ER_QUERY_TIMEOUT. Source: MySQL 8.0 Error Message Reference. */
    private static final int QUERY_TIMEOUT = 3024;

    private final JdbcClient jdbc;
    private final Duration longestSearch;

    @Autowired
    JdbcTaskRows(JdbcClient jdbc) {
        this(jdbc, LONGEST_SEARCH);
    }

    JdbcTaskRows(JdbcClient jdbc, Duration longestSearch) {
        this.jdbc = jdbc;
        this.longestSearch = longestSearch;
    }

    @Override
    public List<TaskRow> search(CardSearch search) {
        if (search.text() == null) {
            return read(CardQuery.of(COLUMNS, search));
        }
        List<TaskRow> found = amongNearest(search, SearchedWords.in(search.text()));
        return found.size() == search.limit() ? found : byIndexOfWords(search);
    }

    private List<TaskRow> byIndexOfWords(CardSearch search) {
        String columns =
                COLUMNS.replaceFirst(
                        "SELECT",
                        "SELECT /*+ MAX_EXECUTION_TIME(%d) */".formatted(longestSearch.toMillis()));
        try {
            return read(CardQuery.of(columns, search));
        } catch (UncategorizedSQLException failure) {
            SQLException cause = failure.getSQLException();
            if (cause != null && cause.getErrorCode() == QUERY_TIMEOUT) {
                throw new ProblemException(
                        ProblemKind.INVALID,
                        "search-too-broad",
                        "Too many tasks have such words; search for fewer or rarer ones");
            }
            throw failure;
        }
    }

    /** As many tasks of the page as are found without the index of words. */
    private List<TaskRow> amongNearest(CardSearch search, SearchedWords words) {
        if (words.conditionsOfRow().isEmpty()) {
            return List.of();
        }
        CardQuery end = CardQuery.endOfNearest(search);
        return jdbc.sql(end.sql())
                .params(end.parameters())
                .query()
                .optionalValue()
                .map(last -> read(CardQuery.amongNearest(COLUMNS, search, words, last)))
                .orElse(List.of());
    }

    private List<TaskRow> read(CardQuery query) {
        return jdbc.sql(query.sql()).params(query.parameters()).query(JdbcTaskRows::row).list();
    }

    @Override
    public List<TaskRow> publishedBy(
            long userId, @Nullable TaskStatus status, @Nullable Cursor cursor, int limit) {
        return own("publisher_id", userId, status, cursor, limit);
    }

    @Override
    public List<TaskRow> claimedBy(
            long userId, @Nullable TaskStatus status, @Nullable Cursor cursor, int limit) {
        return own("worker_id", userId, status, cursor, limit);
    }

    private List<TaskRow> own(
            String column,
            long userId,
            @Nullable TaskStatus status,
            @Nullable Cursor cursor,
            int limit) {
        String sql =
                COLUMNS
                        + "FROM Task t WHERE t.%s = :user AND t.task_id < :before".formatted(column)
                        + (status == null ? "" : " AND t.task_status = :status")
                        + " ORDER BY t.task_id DESC LIMIT :limit";
        JdbcClient.StatementSpec statement =
                jdbc.sql(sql)
                        .param("user", userId)
                        .param("before", cursor == null ? Long.MAX_VALUE : cursor.id())
                        .param("limit", limit);
        if (status != null) {
            statement = statement.param("status", status.name());
        }
        return statement.query(JdbcTaskRows::row).list();
    }

    @Override
    public void index(long taskId, List<String> tags) {
        jdbc.sql("DELETE FROM TaskTag WHERE task_id = ?").param(taskId).update();
        for (String tag : tags) {
            jdbc.sql(
                            """
                            INSERT INTO TaskTag (tag, task_id, opened_at, public_status, token, task_price, claim_deadline)
                            SELECT ?, task_id, opened_at, public_status, token, task_price, claim_deadline
                            FROM Task WHERE task_id = ? AND public_status IS NOT NULL""")
                    .param(tag)
                    .param(taskId)
                    .update();
        }
    }

    private static TaskRow row(ResultSet row, int number) throws SQLException {
        BigDecimal price = row.getBigDecimal("task_price");
        String tags = row.getString("tags");
        return new TaskRow(
                row.getLong("task_id"),
                row.getString("task_name"),
                row.getString("excerpt"),
                price == null ? null : price.toBigIntegerExact(),
                row.getString("token"),
                row.getLong("publisher_id"),
                TaskStatus.valueOf(row.getString("task_status")),
                TaskMode.valueOf(row.getString("mode")),
                tags.isEmpty() ? List.of() : List.of(tags.split("\n")),
                instant(row, "claim_deadline"),
                instant(row, "clock_ends_at"),
                instant(row, "opened_at"),
                row.getBoolean("pending"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        LocalDateTime time = row.getObject(column, LocalDateTime.class);
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }
}
