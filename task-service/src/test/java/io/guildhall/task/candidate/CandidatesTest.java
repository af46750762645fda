package io.guildhall.task.candidate;

import static io.guildhall.task.market.TaskFixture.ID;
import static io.guildhall.task.market.TaskFixture.NOW;
import static io.guildhall.task.market.TaskFixture.PUBLISHER;
import static io.guildhall.task.market.TaskFixture.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.defaults.security.Role;
import io.guildhall.task.escrow.EscrowWatch;
import io.guildhall.task.market.Task;
import io.guildhall.task.market.TaskBook;
import io.guildhall.task.market.TaskFixture;
import io.guildhall.task.market.TaskStatus;
import io.guildhall.task.timeline.Timeline;
import java.time.Clock;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CandidatesTest {
    private static final CurrentUser PLAYER =
            new CurrentUser(STRANGER, 1, Set.of(Role.PLAYER), false);
    private static final CurrentUser OWNER =
            new CurrentUser(PUBLISHER, 1, Set.of(Role.TASK_PUBLISHER), false);

    private final CandidateRows rows = mock(CandidateRows.class);
    private final TaskBook tasks = mock(TaskBook.class);
    private final EscrowWatch watch = mock(EscrowWatch.class);
    private final Candidates candidates =
            new Candidates(rows, tasks, watch, mock(Timeline.class), Clock.systemUTC());

    @BeforeEach
    void openToCandidates() {
        when(watch.now()).thenReturn(NOW);
        found(chosen(TaskStatus.OPEN));
        when(rows.accept(anyLong(), anyLong(), any())).thenReturn(true);
    }

    private void found(Task task) {
        when(tasks.getVisible(ID, PLAYER)).thenReturn(task);
        when(tasks.getOwn(ID, OWNER)).thenReturn(task);
        when(tasks.lockOwn(ID, OWNER)).thenReturn(task);
    }

    private static Task chosen(TaskStatus status) {
        return TaskFixture.funded(status, 0, TaskFixture.byApplication());
    }

    private static String refusal(ThrowingCallable call) {
        ProblemException refusal = catchThrowableOfType(ProblemException.class, call);
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal.code();
    }

    @Test
    void nobodyAsksWhereWhoeverComesFirstGetsIt() {
        found(TaskFixture.funded(TaskStatus.OPEN));

        assertThat(refusal(() -> candidates.ask(PLAYER, ID, "Me"))).isEqualTo("task-wrong-mode");
        assertThat(refusal(() -> candidates.of(OWNER, ID, null, 10))).isEqualTo("task-wrong-mode");
        assertThat(refusal(() -> candidates.accept(OWNER, ID, STRANGER)))
                .isEqualTo("task-wrong-mode");
    }

    @Test
    void nobodyAsksForATaskThatIsHeld() {
        found(chosen(TaskStatus.CLAIMED));

        assertThat(refusal(() -> candidates.ask(PLAYER, ID, "Me")))
                .isEqualTo("task-claimed-already");
        verify(rows, never()).put(anyLong(), anyLong(), any(), any());
    }

    @Test
    void nobodyIsChosenForATaskThatIsHeld() {
        found(chosen(TaskStatus.CLAIMED));

        assertThat(refusal(() -> candidates.accept(OWNER, ID, STRANGER)))
                .isEqualTo("task-claimed-already");
        verify(rows, never()).accept(anyLong(), anyLong(), any());
    }

    @Test
    void onlyWhoAskedIsChosen() {
        when(rows.accept(anyLong(), anyLong(), any())).thenReturn(false);

        assertThat(refusal(() -> candidates.accept(OWNER, ID, STRANGER)))
                .isEqualTo("candidate-unknown");
    }

    @Test
    void askingAloneIsNoChoice() {
        Task task = chosen(TaskStatus.OPEN);

        for (Candidacy candidacy : new Candidacy[] {Candidacy.NONE, Candidacy.ASKED}) {
            when(rows.candidacy(ID, STRANGER)).thenReturn(candidacy);
            assertThat(refusal(() -> candidates.requireChosen(task, STRANGER)))
                    .isEqualTo("task-not-accepted");
        }
        when(rows.candidacy(ID, STRANGER)).thenReturn(Candidacy.CHOSEN);
        assertThatCode(() -> candidates.requireChosen(task, STRANGER)).doesNotThrowAnyException();
    }

    @Test
    void everybodyIsChosenWhereWhoeverComesFirstGetsIt() {
        Task task = TaskFixture.funded(TaskStatus.OPEN);

        assertThatCode(() -> candidates.requireChosen(task, STRANGER)).doesNotThrowAnyException();
    }
}
