package io.guildhall.task.market.store;

import io.guildhall.task.market.CardSearch;
import io.guildhall.task.market.CardSearch.Sort;
import io.guildhall.task.market.Cursor;
import io.guildhall.task.market.PublicStatus;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/** So many tasks that a list without its index shows: what lists of them are planned like, and what they read. */
final class ManyTasks {
    static final int TASKS = 20_000;
    static final long FIRST = 1_000;
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final String RARE = "0x5FbDB2315678afecb367f032d93F642f64180aa3";

    /** Has published more than anybody else, and of each kind. */
    static final long BUSY = 7;

    /** The market's newest. */
    static final CardSearch NEWEST =
            new CardSearch(null, null, null, null, null, null, null, Sort.NEWEST, 20, null);

    private static final Instant MIDDLE = START.plusSeconds(60L * TASKS / 2);

    private final JdbcTemplate jdbc;
    private final TransactionOperations transaction;

    ManyTasks(JdbcTemplate jdbc, TransactionOperations transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Makes them. */
    void fill() {
        jdbc.batchUpdate(
                """
                INSERT INTO Task (task_id, task_name, task_description, task_price, task_status, publisher_id, excerpt,
                  criteria, tags, token, mode, claim_deadline, review_window, work_window, max_revisions, created_at,
                  opened_at, worker_id, version)
                VALUES (?, ?, '带来给我', ?, ?, ?, '', '', '', ?, 'FIRST_COME', ?, 1, 1, 1, ?, ?, ?, 0)""",
                new BatchPreparedStatementSetter() {
                    @Override
                    public void setValues(PreparedStatement row, int i) throws SQLException {
                        Timestamp opened = Timestamp.from(START.plusSeconds(60L * i));
                        row.setLong(1, FIRST + i);
                        row.setString(2, i % 1_000 == 0 ? "月光草BOSS打法，the guide " + i : "Task " + i);
                        row.setLong(3, 1_000L + (i * 7919L) % TASKS);
                        row.setString(
                                4, i % 3 == 0 ? "OPEN" : i % 3 == 1 ? "COMPLETED" : "CLAIMED");
                        row.setLong(5, i % 10 < 3 ? BUSY : i % 200);
                        row.setString(6, i % 50 == 0 ? RARE : "");
                        row.setTimestamp(
                                7, Timestamp.from(START.plusSeconds((i * 104_729L) % 5_000_000)));
                        row.setTimestamp(8, opened);
                        row.setTimestamp(9, opened);
                        row.setLong(10, i % 150);
                    }

                    @Override
                    public int getBatchSize() {
                        return TASKS;
                    }
                });
        jdbc.update(
                """
                INSERT INTO TaskTag (tag, task_id, opened_at, public_status, token, task_price, claim_deadline)
                SELECT IF(task_id % 4 = 0, 'solo', 'plain'), task_id, opened_at, public_status, token, task_price, claim_deadline
                FROM Task WHERE task_id BETWEEN ? AND ? AND (task_id % 4 = 0 OR task_id % 4 = 1 AND token = '')""",
                FIRST, FIRST + TASKS);
        jdbc.execute("ANALYZE TABLE Task, TaskTag");
    }

    /** No chain has ever heard of them: nobody else is to find them. */
    void clear() {
        jdbc.update("DELETE FROM TaskTag WHERE task_id BETWEEN ? AND ?", FIRST, FIRST + TASKS);
        jdbc.update("DELETE FROM Task WHERE task_id BETWEEN ? AND ?", FIRST, FIRST + TASKS);
    }

    /** Every filter that lists of any length can have, in every order, at its beginning and in its middle. */
    static Stream<CardSearch> lists() {
        List<CardSearch> lists = new ArrayList<>();
        for (PublicStatus status : new @Nullable PublicStatus[] {null, PublicStatus.PUBLISHED}) {
            for (String tag : new @Nullable String[] {null, "solo", "plain"}) {
                for (String token : new @Nullable String[] {null, "", RARE}) {
                    if (RARE.equals(token) && "plain".equals(tag)) {
                        continue;
                    }
                    for (Sort sort : Sort.values()) {
                        for (Cursor cursor : new @Nullable Cursor[] {null, middle(sort)}) {
                            lists.add(
                                    new CardSearch(
                                            null, status, token, null, null, tag, null, sort, 20,
                                            cursor));
                        }
                    }
                }
            }
        }
        for (PublicStatus status : new @Nullable PublicStatus[] {null, PublicStatus.PUBLISHED}) {
            for (Sort sort : Sort.values()) {
                for (Cursor cursor : new @Nullable Cursor[] {null, middle(sort)}) {
                    lists.add(
                            new CardSearch(
                                    null, status, null, null, null, null, BUSY, sort, 20, cursor));
                }
            }
        }
        lists.add(
                new CardSearch(null, null, null, null, null, "solo", BUSY, Sort.REWARD, 20, null));
        return lists.stream();
    }

    private static Cursor middle(Sort sort) {
        return new Cursor(sort == Sort.REWARD ? "9000" : MIDDLE.toString(), FIRST + TASKS / 2);
    }

    List<Map<String, @Nullable Object>> explain(CardSearch search) {
        CardQuery query = CardQuery.of(JdbcTaskRows.COLUMNS, search);
        return new NamedParameterJdbcTemplate(jdbc)
                .queryForList("EXPLAIN " + query.sql(), query.parameters());
    }

    /** What the storage engine was really asked for, by this connection. */
    long readsOf(Runnable asks) {
        return transaction.execute(
                _ -> {
                    long before = reads();
                    asks.run();
                    return reads() - before;
                });
    }

    private long reads() {
        return jdbc.queryForList("SHOW SESSION STATUS LIKE 'Handler_read%'").stream()
                .mapToLong(row -> Long.parseLong(String.valueOf(row.get("Value"))))
                .sum();
    }
}
