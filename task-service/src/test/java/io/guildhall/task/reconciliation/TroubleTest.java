package io.guildhall.task.reconciliation;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.grpc.Status;
import io.guildhall.task.chronicle.ChainProjection;
import io.guildhall.task.escrow.CommandProgress;
import io.guildhall.task.escrow.Escrow;
import io.guildhall.task.escrow.EscrowCommands;
import io.guildhall.task.escrow.EscrowWatch;
import io.guildhall.task.market.ChainState;
import io.guildhall.task.market.PendingStep;
import io.guildhall.task.market.Step;
import io.guildhall.task.market.Task;
import io.guildhall.task.market.TaskBook;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

/** A task that cannot be looked at is no reason not to look at the others. */
class TroubleTest {
    private final TaskBook tasks = mock(TaskBook.class);
    private final Escrow escrow = mock(Escrow.class);
    private final EscrowWatch watch = mock(EscrowWatch.class);
    private final EscrowCommands commands = mock(EscrowCommands.class);
    private final ChainProjection projection = mock(ChainProjection.class);

    @BeforeEach
    void reach() {
        when(watch.available()).thenReturn(true);
    }

    private static Task task(long id) {
        Task task = mock(Task.class);
        when(task.id()).thenReturn(id);
        when(task.pending()).thenReturn(new PendingStep(Step.CLAIM, Instant.EPOCH, 1L, id, null));
        when(task.requireChain())
                .thenReturn(
                        new ChainState("0x" + id, "0x1", null, null, 1L, Instant.EPOCH, 0, null));
        return task;
    }

    @Test
    void forgottenStepsAreAskedAboutOneByOne() {
        Task broken = task(1);
        Task other = task(2);
        when(tasks.waitingSince(any(), anyInt())).thenReturn(List.of(broken, other));
        when(escrow.progress(1)).thenThrow(Status.INTERNAL.asRuntimeException());
        when(escrow.progress(2))
                .thenReturn(new CommandProgress(CommandProgress.Stage.FAILED, "escrow-paused"));

        new ForgottenSteps(
                        tasks,
                        escrow,
                        watch,
                        commands,
                        projection,
                        TransactionOperations.withoutTransaction(),
                        new SimpleMeterRegistry(),
                        Clock.systemUTC())
                .askSince(Duration.ZERO);

        verify(commands).refused(2, "escrow-paused");
    }

    @Test
    void fundedTasksAreComparedOneByOne() {
        Task broken = task(1);
        Task other = task(2);
        when(tasks.funded(anyLong(), anyInt())).thenReturn(List.of(broken, other));
        when(escrow.state("0x1")).thenThrow(Status.INTERNAL.asRuntimeException());

        new Reconciliation(
                        tasks,
                        escrow,
                        watch,
                        projection,
                        TransactionOperations.withoutTransaction(),
                        new SimpleMeterRegistry())
                .compareAll();

        verify(escrow).state("0x2");
    }
}
