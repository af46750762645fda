package io.guildhall.task.reconciliation;

import static io.guildhall.task.market.TaskFixture.ID;
import static io.guildhall.task.market.TaskFixture.NOW;
import static io.guildhall.task.market.TaskFixture.WORKER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.task.chronicle.ChainProjection;
import io.guildhall.task.escrow.ChainTask;
import io.guildhall.task.escrow.CommandProgress;
import io.guildhall.task.escrow.CommandProgress.Stage;
import io.guildhall.task.escrow.Escrow;
import io.guildhall.task.escrow.EscrowCommands;
import io.guildhall.task.escrow.EscrowWatch;
import io.guildhall.task.market.Step;
import io.guildhall.task.market.Task;
import io.guildhall.task.market.TaskBook;
import io.guildhall.task.market.TaskFixture;
import io.guildhall.task.market.TaskStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

class ForgottenStepsTest {
    private static final long COMMAND = 9;

    private final TaskBook tasks = mock(TaskBook.class);
    private final Escrow escrow = mock(Escrow.class);
    private final EscrowWatch watch = mock(EscrowWatch.class);
    private final EscrowCommands commands = mock(EscrowCommands.class);
    private final ChainProjection projection = mock(ChainProjection.class);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ForgottenSteps steps =
            new ForgottenSteps(
                    tasks,
                    escrow,
                    watch,
                    commands,
                    projection,
                    TransactionOperations.withoutTransaction(),
                    meters,
                    Clock.fixed(NOW, ZoneOffset.UTC));

    @BeforeEach
    void waitFor() {
        when(watch.available()).thenReturn(true);
        Task task = TaskFixture.funded(TaskStatus.OPEN);
        task.begin(Step.CLAIM, WORKER, COMMAND, NOW, NOW);
        when(tasks.waitingSince(any(), anyInt())).thenReturn(List.of(task));
    }

    private void progress(Stage stage, String reason) {
        when(escrow.progress(COMMAND)).thenReturn(new CommandProgress(stage, reason));
        steps.ask();
    }

    private double counted(Stage stage) {
        return meters.counter("guildhall.task.forgotten", "stage", stage.name()).count();
    }

    @Test
    void stepIsForgottenAfterThreeMinutes() {
        progress(Stage.ON_ITS_WAY, "");

        verify(tasks).waitingSince(NOW.minus(Duration.ofMinutes(3)), 100);
    }

    @Test
    void nothingIsAskedWhileTheChainIsAway() {
        when(watch.available()).thenReturn(false);

        steps.ask();

        verify(escrow, never()).progress(COMMAND);
    }

    @Test
    void commandOnItsWayIsLeftAlone() {
        progress(Stage.ON_ITS_WAY, "");

        verifyNoInteractions(commands, projection);
        assertThat(counted(Stage.ON_ITS_WAY)).isZero();
    }

    @Test
    void commandThatNobodyKnowsIsGivenAgain() {
        progress(Stage.UNKNOWN, "");

        verify(commands).giveAgain(COMMAND);
        assertThat(counted(Stage.UNKNOWN)).isEqualTo(1);
    }

    @Test
    void commandThatFailedIsRefused() {
        progress(Stage.FAILED, "escrow-paused");

        verify(commands).refused(COMMAND, "escrow-paused");
    }

    @Test
    void confirmationWhoseNewsWereLostIsFollowedAndToldAgain() {
        ChainTask there = new ChainTask("CLAIMED", "0xWorker", 100, NOW, 0, 0, 1);
        when(escrow.state("0xkey")).thenReturn(there);

        progress(Stage.CONFIRMED, "");

        verify(commands).confirmed(COMMAND);
        verify(projection).confirmed(ID, COMMAND, there);
        verify(escrow).retell("0xkey");
    }

    @Test
    void outageOfTheAdapterIsNoFailure() {
        when(escrow.progress(COMMAND))
                .thenThrow(new ProblemException(ProblemKind.UNAVAILABLE, "chain-unavailable", "x"));

        steps.ask();

        verifyNoInteractions(commands, projection);
    }
}
