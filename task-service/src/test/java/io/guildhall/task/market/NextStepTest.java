package io.guildhall.task.market;

import static io.guildhall.task.market.TaskFixture.DEADLINE;
import static io.guildhall.task.market.TaskFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.task.market.NextStep.Actor;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NextStepTest {
    private static final Instant LAST = TaskFixture.state(null, 0).clockEndsAt();

    @ParameterizedTest
    @CsvSource({
        "DRAFT, PUBLISHER, APPLY",
        "IN_REVIEW, ADMIN, REVIEW",
        "AWAITING_FUNDS, PUBLISHER, FUNDING",
        "OPEN, ANYBODY, CLAIM",
        "CLAIMED, WORKER, SUBMISSION",
        "REVISION_ASKED, WORKER, SUBMISSION",
        "SUBMITTED, PUBLISHER, APPROVAL",
        "DISPUTED, ARBITER, RULING",
        "APPEALED, ARBITER, RULING",
        "RULED, EITHER, APPEAL",
        "COMPLETED, NOBODY,",
        "SETTLED, NOBODY,",
        "RESOLVED, NOBODY,",
        "CANCELLED, NOBODY,",
        "EXPIRED, NOBODY,"
    })
    void turnIsWhoseTheStatusSays(TaskStatus status, Actor actor, String verb) {
        assertThat(NextStep.of(TaskFixture.at(status), NOW)).isEqualTo(new NextStep(actor, verb));
    }

    @ParameterizedTest
    @CsvSource({
        "OPEN, REFUND",
        "CLAIMED, LAPSE",
        "REVISION_ASKED, LAPSE",
        "SUBMITTED, RELEASE",
        "DISPUTED, EXECUTE_DEFAULT",
        "RULED, EXECUTE_RULING",
        "APPEALED, EXECUTE_RULING"
    })
    void clockThatRanOutAllowsAnybodyOneStep(TaskStatus status, Step step) {
        Task task = TaskFixture.at(status);

        assertThat(NextStep.lateStep(task, LAST)).isEmpty();
        assertThat(NextStep.lateStep(task, LAST.plusSeconds(1))).contains(step);
        assertThat(NextStep.of(task, LAST.plusSeconds(1)))
                .isEqualTo(new NextStep(Actor.ANYBODY, step.name()));
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "SETTLED", "RESOLVED", "CANCELLED", "EXPIRED"})
    void taskThatEndedHasNoClock(TaskStatus status) {
        assertThat(NextStep.lateStep(TaskFixture.at(status), DEADLINE.plusSeconds(1))).isEmpty();
    }

    @Test
    void heldTaskLapsesToTheMarketUntilItsClaimDeadlineHasPassed() {
        Task task = TaskFixture.funded(TaskStatus.CLAIMED);

        assertThat(NextStep.lateStep(task, DEADLINE)).contains(Step.LAPSE);
        assertThat(NextStep.lateStep(task, DEADLINE.plusSeconds(1))).contains(Step.REFUND);
    }
}
