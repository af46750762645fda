package io.guildhall.task.market.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.task.market.CardSearch;
import io.guildhall.task.market.CardSearch.Sort;
import io.guildhall.task.market.PublicStatus;
import io.guildhall.task.market.TaskRow;
import io.guildhall.task.market.TaskRows;
import io.guildhall.task.testing.TaskServiceTest;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Words are found among the nearest tasks of a list, or by their index, and neither reads everything. */
@TaskServiceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WordPlansIT {
    @Autowired private JdbcTemplate jdbc;
    @Autowired private TaskRows rows;
    private ManyTasks many;

    @BeforeAll
    void fill(@Autowired TransactionOperations transaction) {
        many = new ManyTasks(jdbc, transaction);
        many.fill();
    }

    @AfterAll
    void clear() {
        many.clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"光草", "月光草", "月"})
    void chineseWordsAreFoundByTheirIndex(String text) {
        CardSearch search = ManyTasks.NEWEST.withText(text);

        assertThat(rows.search(search)).hasSize(20);
        assertThat(many.explain(search))
                .anySatisfy(step -> assertThat(step.get("type")).isEqualTo("fulltext"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"boss", "BOS", "guide boss", "the boss"})
    void latinWordsAreFoundWholeOrByTheirBeginning(String text) {
        CardSearch search = ManyTasks.NEWEST.withText(text);

        assertThat(rows.search(search)).hasSize(20).allMatch(row -> row.name().contains("BOSS"));
        assertThat(many.explain(search))
                .anySatisfy(step -> assertThat(step.get("key")).isEqualTo("ft_task_latin"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"月光草 guide", "打法 boss -guide\"", "BOSS打法"})
    void wordsOfBothKindsAllHaveToBeThere(String text) {
        CardSearch search = ManyTasks.NEWEST.withText(text);

        assertThat(rows.search(search)).hasSize(20).allMatch(row -> row.name().contains("BOSS"));
        assertThat(many.explain(search))
                .filteredOn(step -> "DERIVED".equals(step.get("select_type")))
                .singleElement()
                .satisfies(
                        step -> {
                            assertThat(step.get("type")).isEqualTo("fulltext");
                            assertThat(String.valueOf(step.get("Extra")))
                                    .doesNotContain("filesort");
                        });
        assertThat(rows.search(ManyTasks.NEWEST.withText(text + " absent"))).isEmpty();
    }

    @Test
    void latinWordsAreNotFoundByTheirMiddle() {
        assertThat(rows.search(ManyTasks.NEWEST.withText("uide"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Sort.class)
    void indexOfWordsPutsNoMoreThanTheBestHitsInOrder(Sort sort) {
        CardSearch first = new CardSearch("带来", null, "", null, null, null, null, sort, 20, null);
        CardQuery query = CardQuery.of(JdbcTaskRows.COLUMNS, first);

        assertThat(many.explain(first))
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
                        many.readsOf(
                                () ->
                                        new NamedParameterJdbcTemplate(jdbc)
                                                .queryForList(query.sql(), query.parameters())))
                .isLessThan(5_000);
    }

    /** Lists from the middle of these tasks on: those of other tests come before it. */
    static Stream<CardSearch> listsOfTheseTasks() {
        return ManyTasks.lists().filter(search -> search.cursor() != null);
    }

    @ParameterizedTest
    @MethodSource("listsOfTheseTasks")
    void wordsOfManyTasksAreFoundInTheOrderOfTheList(CardSearch search) {
        CardSearch words = search.withText("带来");

        assertThat(rows.search(words)).isEqualTo(rows.search(search));
        // The nearest of each status, once for their end.
        assertThat(many.readsOf(() -> rows.search(words))).isLessThan(20_000);
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
        assertThat(rows.search(few.withCursor(few.cursorBehind(found.getLast()))))
                .doesNotContainAnyElementsOf(found);
        assertThat(many.readsOf(() -> rows.search(few))).isLessThan(6_000);
    }

    @Test
    void searchThatReadsTooMuchIsEndedAndSaysSo() {
        TaskRows impatient = new JdbcTaskRows(JdbcClient.create(jdbc), Duration.ofMillis(1));
        CardSearch broad = ManyTasks.NEWEST.withText("带来龙");

        assertThatThrownBy(() -> impatient.search(broad))
                .isInstanceOf(ProblemException.class)
                .extracting("code")
                .isEqualTo("search-too-broad");
        assertThat(rows.search(broad)).isEmpty();
    }
}
