package io.guildhall.task.work;

import static io.guildhall.task.market.TaskFixture.ID;
import static io.guildhall.task.market.TaskFixture.NOW;
import static io.guildhall.task.market.TaskFixture.STRANGER;
import static io.guildhall.task.market.TaskFixture.WORKER;
import static org.assertj.core.api.Assertions.assertThat;
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
import io.guildhall.task.evidence.Evidence;
import io.guildhall.task.market.Task;
import io.guildhall.task.market.TaskBook;
import io.guildhall.task.market.TaskFixture;
import io.guildhall.task.market.TaskStatus;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SubmissionsTest {
    private static final long SUBMISSION = 5;
    private static final long OPENED_IN = 100;

    private final SubmissionRepository rows = mock(SubmissionRepository.class);
    private final TaskBook tasks = mock(TaskBook.class);
    private final EscrowWatch watch = mock(EscrowWatch.class);
    private final WorkFormat format = mock(WorkFormat.class);
    private final Submissions submissions =
            new Submissions(
                    rows,
                    mock(Evidence.class),
                    tasks,
                    format,
                    watch,
                    () -> SUBMISSION,
                    Clock.systemUTC());

    private static String refusal(ThrowingCallable call) {
        ProblemException refusal = catchThrowableOfType(ProblemException.class, call);
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal.code();
    }

    private static CurrentUser user(long id) {
        return new CurrentUser(id, 1, Set.of(Role.PLAYER), false);
    }

    private void kept(long taskId, long workerId, long openedIn, int round) {
        when(rows.findBySubmissionId(SUBMISSION))
                .thenReturn(
                        Optional.of(
                                new Submission(
                                        SUBMISSION,
                                        taskId,
                                        workerId,
                                        openedIn,
                                        round,
                                        "{}",
                                        "0xevidence",
                                        NOW)));
    }

    @Test
    void onlyWhatTheHolderWroteForThisRoundOfThisTaskIsSigned() {
        Task task = TaskFixture.funded(TaskStatus.REVISION_ASKED, 1);

        kept(ID, WORKER, OPENED_IN, 1);
        assertThat(submissions.evidence(task, SUBMISSION, WORKER)).isEqualTo("0xevidence");
        kept(ID + 1, WORKER, OPENED_IN, 1);
        assertThat(refusal(() -> submissions.evidence(task, SUBMISSION, WORKER)))
                .isEqualTo("submission-unknown");
        kept(ID, STRANGER, OPENED_IN, 1);
        assertThat(refusal(() -> submissions.evidence(task, SUBMISSION, WORKER)))
                .isEqualTo("submission-unknown");
        kept(ID, WORKER, OPENED_IN - 1, 1);
        assertThat(refusal(() -> submissions.evidence(task, SUBMISSION, WORKER)))
                .isEqualTo("submission-unknown");
        kept(ID, WORKER, OPENED_IN, 0);
        assertThat(refusal(() -> submissions.evidence(task, SUBMISSION, WORKER)))
                .isEqualTo("submission-unknown");
    }

    @Test
    void nobodyButTheHolderWritesWorkDown() {
        Draft draft = new Draft("All there", List.of(), List.of());
        when(watch.now()).thenReturn(NOW);
        when(tasks.getVisible(ID, user(STRANGER)))
                .thenReturn(TaskFixture.funded(TaskStatus.CLAIMED));
        when(tasks.getVisible(ID, user(WORKER)))
                .thenReturn(TaskFixture.funded(TaskStatus.SUBMITTED));

        assertThat(refusal(() -> submissions.prepare(user(STRANGER), ID, draft)))
                .isEqualTo("task-not-party");
        assertThat(refusal(() -> submissions.prepare(user(WORKER), ID, draft)))
                .isEqualTo("task-wrong-status");
        verify(rows, never()).saveAndFlush(any());
    }

    @Test
    void sameWorkThatWasWrittenDownTwiceIsShownOnce() {
        Submission one = new Submission(1, ID, WORKER, OPENED_IN, 0, "{}", "0xevidence", NOW);
        Submission same = new Submission(2, ID, WORKER, OPENED_IN, 0, "{}", "0xevidence", NOW);
        when(rows.findByTaskIdAndEvidenceInOrderBySubmissionId(anyLong(), any(), any()))
                .thenReturn(List.of(one, same));
        when(format.read("{}")).thenReturn(new Work("All there", List.of(), List.of()));

        assertThat(submissions.handedIn(ID, Set.of("0xevidence")))
                .extracting(Submissions.Entry::id)
                .containsExactly(1L);
    }
}
