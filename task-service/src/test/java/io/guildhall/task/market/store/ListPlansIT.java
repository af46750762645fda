package io.guildhall.task.market.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.task.market.CardSearch;
import io.guildhall.task.market.CardSearch.Sort;
import io.guildhall.task.market.PublicStatus;
import io.guildhall.task.market.TaskBook;
import io.guildhall.task.market.TaskRows;
import io.guildhall.task.testing.TaskServiceTest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/** Every list is read from an index in its order, however many tasks there are and whichever page it is. */
@TaskServiceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListPlansIT {
    @Autowired private TaskRows rows;
    @Autowired private TaskBook tasks;
    private ManyTasks many;

    @BeforeAll
    void fill(@Autowired JdbcTemplate jdbc, @Autowired TransactionOperations transaction) {
        many = new ManyTasks(jdbc, transaction);
        many.fill();
    }

    @AfterAll
    void clear() {
        many.clear();
    }

    static Stream<CardSearch> lists() {
        return ManyTasks.lists();
    }

    @ParameterizedTest
    @MethodSource("lists")
    void listIsReadInTheOrderOfItsIndex(CardSearch search) {
        List<Map<String, @Nullable Object>> plan = many.explain(search);

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
        assertThat(many.readsOf(() -> assertThat(rows.search(search)).hasSize(20)))
                .as("rows that are looked at")
                .isLessThan(600);
    }

    /** Asked every minute; nearly every task waits for nothing. */
    @Test
    void stepsThatWaitForLongAreFoundWithoutLookingAtTheRest() {
        long looked =
                many.readsOf(() -> assertThat(tasks.waitingSince(ManyTasks.START, 100)).isEmpty());

        assertThat(looked).as("rows that are looked at").isLessThan(600);
    }

    @Test
    void pagesFollowEachOtherWithoutGapsOrRepeats() {
        CardSearch search =
                new CardSearch(
                        null,
                        PublicStatus.COMPLETED,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Sort.NEWEST,
                        20,
                        null);
        long last = Long.MAX_VALUE;
        int seen = 0;
        for (int page = 0; page < 5; page++) {
            var found = rows.search(search);
            for (var row : found) {
                assertThat(row.id()).isLessThan(last);
                last = row.id();
                seen++;
            }
            search = search.withCursor(search.cursorBehind(found.getLast()));
        }
        assertThat(seen).isEqualTo(100);
    }
}
