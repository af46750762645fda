package io.guildhall.task.market.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.task.market.CardSearch;
import io.guildhall.task.market.CardSearch.Sort;
import io.guildhall.task.market.Cursor;
import io.guildhall.task.market.PublicStatus;
import io.guildhall.task.market.TaskBook;
import io.guildhall.task.market.TaskRow;
import io.guildhall.task.market.TaskRows;
import io.guildhall.task.testing.TaskServiceTest;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Every list is read from an index in its order, however many tasks there are and whichever page it is. */
@TaskServiceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListPlansIT {
    private static final int TASKS = 20_000;
    private static final long FIRST = 1_000;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String RARE = "0x5FbDB2315678afecb367f032d93F642f64180aa3";

    /** Has published more than anybody else, and of each kind. */
    private static final long BUSY = 7;

    private static final Instant MIDDLE = START.plusSeconds(60L * TASKS / 2);

    @Autowired private JdbcTemplate jdbc;
    @Autowired private TaskRows rows;
    @Autowired private TaskBook tasks;
    @Autowired private TransactionOperations transaction;

    @BeforeAll
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
    @AfterAll
    void clear() {
        jdbc.update("DELETE FROM TaskTag WHERE task_id BETWEEN ? AND ?", FIRST, FIRST + TASKS);
        jdbc.update("DELETE FROM Task WHERE task_id BETWEEN ? AND ?", FIRST, FIRST + TASKS);
    }

    private static CardSearch search(@Nullable PublicStatus status, @Nullable Cursor cursor) {
        return new CardSearch(null, status, null, null, null, null, null, Sort.NEWEST, 20, cursor);
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

    @ParameterizedTest
    @MethodSource("lists")
    void listIsReadInTheOrderOfItsIndex(CardSearch search) {
        List<Map<String, @Nullable Object>> plan = explain(search);

        assertThat(plan)
                .as(plan.toString())
                // The front pages of all statuses, a handful of rows, are put in order.
                .filteredOn(step -> !"UNION RESULT".equals(step.get("select_type")))
                .allSatisfy(
                        step -> {
                            assertThat(step.get("key")).isNotNull();
                            assertThat(String.valueOf(step.get("Extra")))
                                    .doesNotContain("filesort")
                                    .doesNotContain("temporary");
                        });
        assertThat(handlerReads(search)).as("rows that are looked at").isLessThan(600);
    }

    private List<Map<String, @Nullable Object>> explain(CardSearch search) {
        CardQuery query = CardQuery.of(JdbcTaskRows.COLUMNS, search);
        return new NamedParameterJdbcTemplate(jdbc)
                .queryForList("EXPLAIN " + query.sql(), query.parameters());
    }

    private long handlerReads(CardSearch search) {
        return readsOf(() -> assertThat(rows.search(search)).hasSize(20));
    }

    /** What the storage engine was really asked for, by this connection. */
    private long readsOf(Runnable asks) {
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

    @ParameterizedTest
    @ValueSource(strings = {"光草", "月光草", "月"})
    void chineseWordsAreFoundByTheirIndex(String text) {
        CardSearch search =
                new CardSearch(text, null, null, null, null, null, null, Sort.NEWEST, 20, null);

        assertThat(rows.search(search)).hasSize(20);
        assertThat(explain(search))
                .anySatisfy(step -> assertThat(step.get("type")).isEqualTo("fulltext"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"boss", "BOS", "guide boss", "the boss"})
    void latinWordsAreFoundWholeOrByTheirBeginning(String text) {
        CardSearch search =
                new CardSearch(text, null, null, null, null, null, null, Sort.NEWEST, 20, null);

        assertThat(rows.search(search)).hasSize(20).allMatch(row -> row.name().contains("BOSS"));
        assertThat(explain(search))
                .anySatisfy(step -> assertThat(step.get("key")).isEqualTo("ft_task_latin"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"月光草 guide", "打法 boss -guide\"", "BOSS打法"})
    void wordsOfBothKindsAllHaveToBeThere(String text) {
        CardSearch search =
                new CardSearch(text, null, null, null, null, null, null, Sort.NEWEST, 20, null);

        assertThat(rows.search(search)).hasSize(20).allMatch(row -> row.name().contains("BOSS"));
        assertThat(explain(search))
                .filteredOn(step -> "DERIVED".equals(step.get("select_type")))
                .singleElement()
                .satisfies(
                        step -> {
                            assertThat(step.get("type")).isEqualTo("fulltext");
                            assertThat(String.valueOf(step.get("Extra")))
                                    .doesNotContain("filesort");
                        });
        assertThat(
                        rows.search(
                                new CardSearch(
                                        text + " absent",
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        Sort.NEWEST,
                                        20,
                                        null)))
                .isEmpty();
    }

    @Test
    void latinWordsAreNotFoundByTheirMiddle() {
        assertThat(
                        rows.search(
                                new CardSearch(
                                        "uide",
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        Sort.NEWEST,
                                        20,
                                        null)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Sort.class)
    void indexOfWordsPutsNoMoreThanTheBestHitsInOrder(Sort sort) {
        CardSearch first = new CardSearch("带来", null, "", null, null, null, null, sort, 20, null);
        CardQuery query = CardQuery.of(JdbcTaskRows.COLUMNS, first);

        assertThat(explain(first))
                .filteredOn(step -> "DERIVED".equals(step.get("select_type")))
                .singleElement()
                .satisfies(
                        step -> {
                            assertThat(step.get("type")).isEqualTo("fulltext");
                            assertThat(String.valueOf(step.get("Extra")))
                                    .doesNotContain("filesort");
                        });
        // A hit is read for its filters and then for its page; a heap keeps the page's rows.
        assertThat(
                        readsOf(
                                () ->
                                        new NamedParameterJdbcTemplate(jdbc)
                                                .queryForList(query.sql(), query.parameters())))
                .isLessThan(5_000);
    }

    /** Lists from the middle of these tasks on: those of other tests come before it. */
    static Stream<CardSearch> listsOfTheseTasks() {
        return lists().filter(search -> search.cursor() != null);
    }

    @ParameterizedTest
    @MethodSource("listsOfTheseTasks")
    void wordsOfManyTasksAreFoundInTheOrderOfTheList(CardSearch search) {
        CardSearch words =
                new CardSearch(
                        "带来",
                        search.status(),
                        search.token(),
                        null,
                        null,
                        search.tag(),
                        search.publisher(),
                        search.sort(),
                        search.limit(),
                        search.cursor());

        assertThat(rows.search(words)).isEqualTo(rows.search(search));
        // The nearest of each status, once for their end.
        assertThat(readsOf(() -> rows.search(words))).isLessThan(20_000);
    }

    @Test
    void wordsOfFewTasksAreLookedForAmongTheNearestAndThenByTheIndex() {
        CardSearch few =
                new CardSearch(
                        "月光草",
                        PublicStatus.PUBLISHED,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Sort.NEWEST,
                        5,
                        null);

        List<TaskRow> found = rows.search(few);

        assertThat(found).hasSize(5).isSortedAccordingTo((a, b) -> -Long.compare(a.id(), b.id()));
        assertThat(rows.search(after(few, found.getLast()))).doesNotContainAnyElementsOf(found);
        assertThat(readsOf(() -> rows.search(few))).isLessThan(6_000);
    }

    @Test
    void searchThatReadsTooMuchIsEndedAndSaysSo() {
        TaskRows impatient = new JdbcTaskRows(JdbcClient.create(jdbc), Duration.ofMillis(1));
        CardSearch broad =
                new CardSearch("带来龙", null, null, null, null, null, null, Sort.NEWEST, 20, null);

        assertThatThrownBy(() -> impatient.search(broad))
                .isInstanceOf(ProblemException.class)
                .extracting("code")
                .isEqualTo("search-too-broad");
        assertThat(rows.search(broad)).isEmpty();
    }

    private static CardSearch after(CardSearch search, TaskRow last) {
        String value =
                String.valueOf(
                        switch (search.sort()) {
                            case NEWEST -> last.openedAt();
                            case REWARD -> last.reward();
                            case DEADLINE -> last.claimDeadline();
                        });
        return new CardSearch(
                search.text(),
                search.status(),
                search.token(),
                null,
                null,
                null,
                null,
                search.sort(),
                search.limit(),
                new Cursor(value, last.id()));
    }

    /** Asked every minute; nearly every task waits for nothing. */
    @Test
    void stepsThatWaitForLongAreFoundWithoutLookingAtTheRest() {
        long looked =
                transaction.execute(
                        _ -> {
                            long before = reads();
                            assertThat(tasks.waitingSince(START, 100)).isEmpty();
                            return reads() - before;
                        });

        assertThat(looked).as("rows that are looked at").isLessThan(600);
    }

    @Test
    void pagesFollowEachOtherWithoutGapsOrRepeats() {
        Cursor cursor = null;
        long last = Long.MAX_VALUE;
        int seen = 0;
        for (int page = 0; page < 5; page++) {
            var found = rows.search(search(PublicStatus.COMPLETED, cursor));
            for (var row : found) {
                assertThat(row.id()).isLessThan(last);
                last = row.id();
                seen++;
            }
            cursor = new Cursor(String.valueOf(found.getLast().openedAt()), found.getLast().id());
        }
        assertThat(seen).isEqualTo(100);
    }
}
