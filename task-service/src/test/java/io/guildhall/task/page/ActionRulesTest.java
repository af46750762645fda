package io.guildhall.task.page;

import static io.guildhall.task.market.TaskFixture.DEADLINE;
import static io.guildhall.task.market.TaskFixture.NOW;
import static io.guildhall.task.market.TaskFixture.PUBLISHER;
import static io.guildhall.task.market.TaskFixture.STRANGER;
import static io.guildhall.task.market.TaskFixture.WORKER;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.defaults.security.Role;
import io.guildhall.task.candidate.Candidacy;
import io.guildhall.task.market.Step;
import io.guildhall.task.market.Task;
import io.guildhall.task.market.TaskFixture;
import io.guildhall.task.market.TaskStatus;
import io.guildhall.task.page.TaskView.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ActionRulesTest {
    private static final Instant LATE = NOW.plus(Duration.ofDays(2));
    private static final Standing CHOSEN = new Standing(Candidacy.CHOSEN, false);
    private static final CurrentUser OWNER = user(PUBLISHER, Role.TASK_PUBLISHER, Role.PLAYER);
    private static final CurrentUser HOLDER = user(WORKER, Role.PLAYER);
    private static final CurrentUser PLAYER = user(STRANGER, Role.PLAYER);
    private static final CurrentUser ADMIN = user(STRANGER, Role.SYSTEM_ADMIN);

    private static CurrentUser user(long id, Role... roles) {
        return new CurrentUser(id, 1, Set.of(roles), false);
    }

    private static List<Action> actions(Task task, @Nullable CurrentUser reader) {
        return ActionRules.of(task, reader, CHOSEN, Instant.MIN, NOW);
    }

    private static List<Action> late(Task task, @Nullable CurrentUser reader) {
        return ActionRules.of(task, reader, CHOSEN, Instant.MIN, LATE);
    }

    /** What each reader is offered while the clock runs, in the order of pages. */
    @ParameterizedTest
    @CsvSource({
        "DRAFT, EDIT APPLY DELETE, '', '', ''",
        "IN_REVIEW, WITHDRAW, '', '', REVIEW",
        "AWAITING_FUNDS, FUND WITHDRAW, '', '', ''",
        "OPEN, CANCEL, CLAIM, CLAIM, ''",
        "CLAIMED, APPROVAL SETTLEMENT DISPUTE, SUBMISSION ABANDONMENT SETTLEMENT DISPUTE, '', ''",
        "SUBMITTED, REVISION APPROVAL SETTLEMENT DISPUTE, SETTLEMENT DISPUTE, '', ''",
        "REVISION_ASKED, APPROVAL SETTLEMENT DISPUTE, SUBMISSION ABANDONMENT SETTLEMENT DISPUTE, '', ''",
        "DISPUTED, APPROVAL SETTLEMENT STATEMENT, SETTLEMENT STATEMENT, '', RULING",
        "RULED, APPROVAL SETTLEMENT APPEAL, SETTLEMENT APPEAL, '', ''",
        "APPEALED, APPROVAL SETTLEMENT STATEMENT, SETTLEMENT STATEMENT, '', RULING",
        "COMPLETED, '', '', '', ''",
        "SETTLED, '', '', '', ''",
        "RESOLVED, '', '', '', ''",
        "CANCELLED, '', '', '', ''",
        "EXPIRED, '', '', '', ''"
    })
    void readerIsOfferedWhatIsTheirs(
            TaskStatus status, String owner, String holder, String player, String admin) {
        Task task = TaskFixture.at(status);

        assertThat(actions(task, OWNER)).isEqualTo(listed(owner));
        assertThat(actions(task, HOLDER)).isEqualTo(listed(holder));
        assertThat(actions(task, PLAYER)).isEqualTo(listed(player));
        assertThat(actions(task, ADMIN)).isEqualTo(listed(admin));
        assertThat(actions(task, null)).isEmpty();
    }

    private static List<Action> listed(String names) {
        return names.isEmpty()
                ? List.of()
                : List.of(names.split(" ")).stream().map(Action::valueOf).toList();
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
    void clockThatRanOutIsOfferedToAnybodyAndNothingThatHadToComeBefore(
            TaskStatus status, Action action) {
        assertThat(late(TaskFixture.at(status), PLAYER)).containsExactly(action);
    }

    @Test
    void heldTaskIsRefundedOnlyWhenNobodyCouldClaimItAgain() {
        Task task = TaskFixture.at(TaskStatus.CLAIMED);

        assertThat(ActionRules.of(task, PLAYER, CHOSEN, Instant.MIN, DEADLINE.plusSeconds(1)))
                .containsExactly(Action.REFUND);
    }

    @Test
    void draftIsDeletedOnlyWhenNoFundingCanComeAnyMore() {
        Task task = TaskFixture.draft();

        assertThat(ActionRules.of(task, OWNER, CHOSEN, NOW, NOW))
                .containsExactly(Action.EDIT, Action.APPLY);
        assertThat(ActionRules.of(task, OWNER, CHOSEN, NOW, NOW.plusSeconds(1)))
                .contains(Action.DELETE);
    }

    @Test
    void draftOfWhoIsNoPublisherAnyMoreRests() {
        assertThat(actions(TaskFixture.draft(), user(PUBLISHER, Role.PLAYER))).isEmpty();
    }

    @Test
    void adminDoesNotReviewTheOwnTask() {
        assertThat(actions(TaskFixture.inReview(), user(PUBLISHER, Role.SYSTEM_ADMIN)))
                .containsExactly(Action.WITHDRAW);
    }

    @Test
    void fundingOnItsWayIsNotWithdrawn() {
        Task task = TaskFixture.awaitingFunds();
        task.rememberFunding("0xhash", NOW);

        assertThat(actions(task, OWNER)).containsExactly(Action.FUND);
    }

    @ParameterizedTest
    @EnumSource(names = {"OPEN", "CLAIMED", "DISPUTED"})
    void nothingIsOfferedWhileAStepIsOnItsWay(TaskStatus status) {
        Task task = TaskFixture.at(status);
        Step step =
                status == TaskStatus.OPEN
                        ? Step.CANCEL
                        : status == TaskStatus.CLAIMED ? Step.APPROVAL : Step.SETTLEMENT;
        task.begin(step, PUBLISHER, 9, NOW, NOW);

        assertThat(actions(task, OWNER)).isEmpty();
        assertThat(actions(task, ADMIN)).isEmpty();
    }

    @Test
    void revisionIsOfferedWhileOneIsLeft() {
        assertThat(actions(TaskFixture.funded(TaskStatus.SUBMITTED, 1), OWNER))
                .contains(Action.REVISION);
        assertThat(actions(TaskFixture.funded(TaskStatus.SUBMITTED, 2), OWNER))
                .doesNotContain(Action.REVISION);
    }

    @Test
    void claimNeedsAPlayerWhoIsNotThePublisher() {
        Task task = TaskFixture.at(TaskStatus.OPEN);

        assertThat(actions(task, user(STRANGER, Role.TASK_PUBLISHER))).isEmpty();
        assertThat(actions(task, OWNER)).doesNotContain(Action.CLAIM);
    }

    @Test
    void arbiterIsNoSideOfTheDispute() {
        Task task = TaskFixture.at(TaskStatus.DISPUTED);

        assertThat(actions(task, user(PUBLISHER, Role.SYSTEM_ADMIN))).doesNotContain(Action.RULING);
        assertThat(actions(task, user(WORKER, Role.SYSTEM_ADMIN))).doesNotContain(Action.RULING);
    }

    @Test
    void arbiterWhoRuledFirstDoesNotDecideTheAppeal() {
        Standing ruled = new Standing(Candidacy.CHOSEN, true);

        assertThat(
                        ActionRules.of(
                                TaskFixture.at(TaskStatus.APPEALED),
                                ADMIN,
                                ruled,
                                Instant.MIN,
                                NOW))
                .isEmpty();
    }

    @Test
    void playerAsksWhereThePublisherChoosesAndClaimsOnceChosen() {
        Task task = TaskFixture.funded(TaskStatus.OPEN, 0, TaskFixture.byApplication());
        Standing asked = new Standing(Candidacy.ASKED, false);

        assertThat(ActionRules.of(task, PLAYER, asked, Instant.MIN, NOW))
                .containsExactly(Action.CANDIDATURE);
        assertThat(ActionRules.of(task, PLAYER, CHOSEN, Instant.MIN, NOW))
                .containsExactly(Action.CLAIM);
        assertThat(ActionRules.of(task, OWNER, Standing.GUEST, Instant.MIN, NOW))
                .containsExactly(Action.CANCEL, Action.CHOICE);
        assertThat(ActionRules.of(task, ADMIN, Standing.GUEST, Instant.MIN, NOW)).isEmpty();
    }

    @Test
    void nobodyAsksForATaskThatIsHeld() {
        Task task = TaskFixture.funded(TaskStatus.CLAIMED, 0, TaskFixture.byApplication());

        assertThat(ActionRules.of(task, PLAYER, Standing.GUEST, Instant.MIN, NOW)).isEmpty();
        assertThat(ActionRules.of(task, OWNER, Standing.GUEST, Instant.MIN, NOW))
                .doesNotContain(Action.CHOICE);
    }
}
