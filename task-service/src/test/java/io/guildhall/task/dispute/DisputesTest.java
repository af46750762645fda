package io.guildhall.task.dispute;

import static io.guildhall.task.market.TaskFixture.ID;
import static io.guildhall.task.market.TaskFixture.NOW;
import static io.guildhall.task.market.TaskFixture.PUBLISHER;
import static io.guildhall.task.market.TaskFixture.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.guildhall.defaults.audit.AuditTrail;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.defaults.security.Role;
import io.guildhall.task.dispute.Disputes.RulingBar;
import io.guildhall.task.escrow.EscrowCommands;
import io.guildhall.task.escrow.EscrowWatch;
import io.guildhall.task.evidence.Evidence;
import io.guildhall.task.market.Promise;
import io.guildhall.task.market.Promises;
import io.guildhall.task.market.Task;
import io.guildhall.task.market.TaskBook;
import io.guildhall.task.market.TaskFixture;
import io.guildhall.task.market.TaskStatus;
import io.guildhall.task.timeline.Timeline;
import io.guildhall.task.work.Draft;
import io.guildhall.task.work.WorkFormat;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DisputesTest {
    private static final CurrentUser ARBITER =
            new CurrentUser(STRANGER, 1, Set.of(Role.SYSTEM_ADMIN), false);
    private static final CurrentUser PARTY =
            new CurrentUser(PUBLISHER, 1, Set.of(Role.TASK_PUBLISHER), false);
    private static final Draft DRAFT = new Draft("They are blue", List.of(), List.of());

    private final StatementRepository statements = mock(StatementRepository.class);
    private final RulingRepository rulings = mock(RulingRepository.class);
    private final TaskBook tasks = mock(TaskBook.class);
    private final Promises promises = mock(Promises.class);
    private final EscrowCommands commands = mock(EscrowCommands.class);
    private final EscrowWatch watch = mock(EscrowWatch.class);
    private final WorkFormat format = mock(WorkFormat.class);
    private final AuditTrail audit = mock(AuditTrail.class);
    private final Disputes disputes =
            new Disputes(
                    statements,
                    rulings,
                    mock(Evidence.class),
                    tasks,
                    promises,
                    commands,
                    watch,
                    mock(Timeline.class),
                    format,
                    audit,
                    () -> 1,
                    Clock.systemUTC());

    @BeforeEach
    void keep() {
        when(watch.now()).thenReturn(NOW);
        when(format.write(any())).thenReturn("{}");
        when(promises.find("0xkey"))
                .thenReturn(Optional.of(new Promise("0xkey", TaskFixture.terms(), "{}")));
    }

    private void found(TaskStatus status) {
        Task task = TaskFixture.funded(status);
        when(tasks.lock(ID)).thenReturn(task);
        when(tasks.getVisible(ID, PARTY)).thenReturn(task);
        when(tasks.getVisible(ID, ARBITER)).thenReturn(task);
        when(tasks.disputed(any(), anyLong(), anyInt())).thenReturn(List.of(task));
    }

    private void ruledBefore() {
        when(rulings.findByTaskIdInAndArbiterIdAndAppealFalse(List.of(ID), STRANGER))
                .thenReturn(
                        List.of(
                                new Ruling(
                                        1,
                                        ID,
                                        STRANGER,
                                        new Ruling.Decision(7_000, "Most are blue"),
                                        "0xdigest",
                                        false,
                                        5,
                                        NOW)));
    }

    private static String refusal(ThrowingCallable call) {
        ProblemException refusal = catchThrowableOfType(ProblemException.class, call);
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal.code();
    }

    @ParameterizedTest
    @EnumSource(names = {"DISPUTED", "RULED", "APPEALED"})
    void sideIsHeardWhileItIsDisputed(TaskStatus status) {
        found(status);

        assertThat(disputes.state(PARTY, ID, DRAFT).userId()).isEqualTo(PUBLISHER);
    }

    @ParameterizedTest
    @EnumSource(names = {"CLAIMED", "SUBMITTED", "REVISION_ASKED", "COMPLETED", "RESOLVED"})
    void sideIsNotHeardWhereNothingIsDisputed(TaskStatus status) {
        found(status);

        assertThat(refusal(() -> disputes.state(PARTY, ID, DRAFT))).isEqualTo("task-wrong-status");
        verify(statements, never()).saveAndFlush(any());
    }

    @Test
    void nobodyElseIsHeard() {
        found(TaskStatus.DISPUTED);

        assertThat(refusal(() -> disputes.state(ARBITER, ID, DRAFT))).isEqualTo("task-not-party");
    }

    @Test
    void sideSaysEnoughWithTwentyStatements() {
        found(TaskStatus.DISPUTED);
        when(statements.countByTaskIdAndUserId(ID, PUBLISHER)).thenReturn(19L);
        assertThat(disputes.state(PARTY, ID, DRAFT).userId()).isEqualTo(PUBLISHER);

        when(statements.countByTaskIdAndUserId(ID, PUBLISHER)).thenReturn(20L);

        assertThat(refusal(() -> disputes.state(PARTY, ID, DRAFT))).isEqualTo("statement-limit");
    }

    @Test
    void whoRuledFirstDoesNotDecideTheAppeal() {
        ruledBefore();
        found(TaskStatus.APPEALED);

        assertThat(refusal(() -> disputes.rule(ARBITER, ID, 2_000, "Few are blue")))
                .isEqualTo("appeal-other-arbiter");
        assertThat(disputes.waiting(ARBITER, null, 10))
                .extracting(Disputes.Case::barred)
                .containsExactly(RulingBar.RULED_FIRST);
    }

    /** A reorganisation may have taken the first ruling back: then it is as if nobody had ruled. */
    @Test
    void whoRuledFirstRulesAgainWhereNobodyAppealed() {
        ruledBefore();
        found(TaskStatus.DISPUTED);

        assertThat(disputes.waiting(ARBITER, null, 10))
                .extracting(Disputes.Case::barred)
                .containsOnlyNulls();
        disputes.rule(ARBITER, ID, 2_000, "Few are blue");

        verify(rulings).saveAndFlush(any());
    }

    @Test
    void sideDoesNotRule() {
        found(TaskStatus.DISPUTED);

        assertThat(refusal(() -> disputes.rule(PARTY, ID, 0, "x"))).isEqualTo("task-not-party");
        verify(commands, never()).append(anyLong(), any());
    }

    @Test
    void rulingIsWrittenDownForTheAudit() {
        found(TaskStatus.DISPUTED);

        disputes.rule(ARBITER, ID, 2_000, "Few are blue");

        verify(audit)
                .record(
                        "task.dispute.ruled",
                        "task:" + ID,
                        AuditTrail.Outcome.SUCCESS,
                        Map.of("share", "2000", "reason", "Few are blue"));
    }
}
