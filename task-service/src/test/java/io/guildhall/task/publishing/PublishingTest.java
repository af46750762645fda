package io.guildhall.task.publishing;

import static io.guildhall.task.market.TaskFixture.ID;
import static io.guildhall.task.market.TaskFixture.LIMITS;
import static io.guildhall.task.market.TaskFixture.NOW;
import static io.guildhall.task.market.TaskFixture.PROPERTIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.guildhall.defaults.audit.AuditTrail;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.defaults.security.Role;
import io.guildhall.task.escrow.EscrowWatch;
import io.guildhall.task.market.Promises;
import io.guildhall.task.market.Task;
import io.guildhall.task.market.TaskBook;
import io.guildhall.task.market.TaskFixture;
import io.guildhall.task.market.TaskStatus;
import io.guildhall.task.publishing.PublishingProperties.Trust;
import io.guildhall.task.timeline.Timeline;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublishingTest {
    private static final CurrentUser PUBLISHER =
            new CurrentUser(TaskFixture.PUBLISHER, 1, Set.of(Role.TASK_PUBLISHER), true);

    private final TaskBook tasks = mock(TaskBook.class);
    private final Promises promises = mock(Promises.class);
    private final EscrowWatch watch = mock(EscrowWatch.class);
    private final AuditTrail audit = mock(AuditTrail.class);
    private final Task task = TaskFixture.draft();
    private final Publishing publishing =
            new Publishing(
                    tasks,
                    promises,
                    mock(Timeline.class),
                    watch,
                    PROPERTIES,
                    new PublishingProperties(Trust.VERIFIED),
                    audit,
                    () -> ID,
                    Clock.systemUTC());

    @BeforeEach
    void find() {
        when(tasks.lockOwn(ID, PUBLISHER)).thenReturn(task);
        when(watch.now()).thenReturn(NOW);
        when(watch.limits()).thenReturn(LIMITS);
    }

    @Test
    void draftIsKeptUntilNoFundingOfItCanBeToldAnyMore() {
        when(promises.fundableUntil(ID)).thenReturn(Optional.of(NOW.minus(Duration.ofHours(1))));

        ProblemException refusal =
                catchThrowableOfType(
                        ProblemException.class, () -> publishing.delete(PUBLISHER, ID));

        assertThat(refusal.code()).isEqualTo("task-promised");
        verify(tasks, never()).delete(any());
        when(watch.now()).thenReturn(NOW.plusMillis(1));
        publishing.delete(PUBLISHER, ID);
        verify(tasks).delete(task);
    }

    @Test
    void applicationIsWrittenDownForTheAudit() {
        publishing.apply(PUBLISHER, ID);

        assertThat(task.status()).isEqualTo(TaskStatus.AWAITING_FUNDS);
        verify(audit).record("task.applied", "task:" + ID, AuditTrail.Outcome.SUCCESS, Map.of());
    }
}
