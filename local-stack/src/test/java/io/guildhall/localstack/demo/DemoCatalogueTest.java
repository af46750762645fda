package io.guildhall.localstack.demo;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoCatalogueTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final int HELD_AT_ONCE = 5;

    private final List<DemoTask> tasks = DemoCatalogue.tasks();

    @Test
    void showsATaskInEveryState() {
        assertThat(tasks.stream().map(DemoCatalogueTest::state))
                .contains(
                        "DRAFT",
                        "IN_REVIEW",
                        "AWAITING_FUNDS",
                        "OPEN",
                        "CLAIMED",
                        "SUBMITTED",
                        "REVISION_ASKED",
                        "COMPLETED",
                        "SETTLED",
                        "CANCELLED",
                        "EXPIRED",
                        "DISPUTED",
                        "RULED",
                        "APPEALED",
                        "RESOLVED");
    }

    /** By its name a task is found again that nobody has remembered. */
    @Test
    void everyTaskHasASlugAndANameOfItsOwn() {
        assertThat(tasks).extracting(DemoTask::slug).doesNotHaveDuplicates();
        assertThat(tasks).extracting(DemoTask::name).doesNotHaveDuplicates();
    }

    /** By its status one tells whether a step is done. */
    @Test
    void everyStepThatTheChainKnowsChangesTheStatus() {
        assertThat(tasks)
                .allSatisfy(
                        task -> {
                            String status = "DRAFT";
                            for (DemoStep step : task.steps()) {
                                assertThat(step.leadsTo()).isNotEqualTo(status);
                                status = step.leadsTo() == null ? status : step.leadsTo();
                            }
                        });
    }

    /** The platform refuses the same person twice. */
    @Test
    void anAppealIsDecidedBySomebodyElseThanWhoRuledFirst() {
        assertThat(tasks.stream().flatMap(task -> task.steps().stream()))
                .allMatch(
                        step ->
                                "RESOLVED".equals(step.leadsTo())
                                        == (step.kind() == DemoStep.Kind.RULE_AGAIN));
    }

    @Test
    void nobodyHoldsMoreTasksThanTheLimitAllowsNorWorksForThemselves() {
        Map<String, Long> held =
                tasks.stream()
                        .flatMap(task -> task.steps().stream())
                        .filter(step -> step.kind() == DemoStep.Kind.CLAIM)
                        .collect(groupingBy(DemoStep::who, counting()));

        // Also while all of them are made at once.
        assertThat(held.values()).allMatch(count -> count <= HELD_AT_ONCE);
        assertThat(tasks)
                .noneMatch(
                        task ->
                                task.steps().stream()
                                        .anyMatch(
                                                step ->
                                                        step.kind() == DemoStep.Kind.CLAIM
                                                                && step.who()
                                                                        .equals(task.publisher())));
    }

    @Test
    void onlyWhatHasToRunOutIsShort() {
        assertThat(tasks)
                .filteredOn(task -> !task.fleeting())
                .allMatch(
                        task ->
                                task.window().compareTo(Duration.ofDays(1)) >= 0
                                        && task.open().compareTo(Duration.ofDays(1)) >= 0);
    }

    @Test
    void aDraftSaysItsRewardInTheSmallestUnit() {
        DemoTask task =
                DemoTask.by("mira", "map")
                        .asks("Draw a map", "Of the north.", "All of it")
                        .pays("0.05")
                        .with();

        assertThat(task.draft(NOW))
                .containsEntry(
                        "reward", BigInteger.TEN.pow(16).multiply(BigInteger.valueOf(5)).toString())
                .containsEntry("claimDeadline", "2026-12-13T12:00:00Z");
    }

    private static String state(DemoTask task) {
        return task.fleeting()
                ? task.endsAs()
                : task.steps().reversed().stream()
                        .flatMap(step -> Stream.ofNullable(step.leadsTo()))
                        .findFirst()
                        .orElse("DRAFT");
    }
}
