package io.guildhall.task.timer;

import static io.guildhall.task.market.TaskFixture.ID;
import static io.guildhall.task.market.TaskFixture.NOW;
import static io.guildhall.task.market.TaskFixture.PUBLISHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.guildhall.task.escrow.EscrowCommands;
import io.guildhall.task.escrow.EscrowWatch;
import io.guildhall.task.market.Promise;
import io.guildhall.task.market.Promises;
import io.guildhall.task.market.Step;
import io.guildhall.task.market.Task;
import io.guildhall.task.market.TaskBook;
import io.guildhall.task.market.TaskFixture;
import io.guildhall.task.market.TaskStatus;
import io.guildhall.task.timeline.Timeline;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

class TimersTest {
    private static final Instant LAST = TaskFixture.state(null, 0).clockEndsAt();
    private static final Instant LATE = LAST.plusSeconds(60);

    private final TaskBook tasks = mock(TaskBook.class);
    private final Promises promises = mock(Promises.class);
    private final EscrowCommands commands = mock(EscrowCommands.class);
    private final EscrowWatch watch = mock(EscrowWatch.class);
    private final Clock clock = mock(Clock.class);
    private final Task task = TaskFixture.funded(TaskStatus.SUBMITTED);
    private final Timers timers =
            new Timers(
                    tasks,
                    promises,
                    commands,
                    watch,
                    mock(Timeline.class),
                    TransactionOperations.withoutTransaction(),
                    new SimpleMeterRegistry(),
                    clock);

    @BeforeEach
    void runOut() {
        when(watch.available()).thenReturn(true);
        when(watch.now()).thenReturn(LATE);
        when(clock.instant()).thenReturn(NOW);
        when(tasks.due(any(), anyInt())).thenReturn(List.of(ID));
        when(tasks.lock(ID)).thenReturn(task);
        when(promises.find("0xkey"))
                .thenReturn(Optional.of(new Promise("0xkey", TaskFixture.terms(), "{}")));
    }

    private void expectCommands(int expected) {
        verify(commands, times(expected)).append(eq(ID), any());
    }

    @Test
    void clockThatRanOutIsExecuted() {
        timers.execute();

        expectCommands(1);
        assertThat(task.pending()).extracting(it -> it.step()).isEqualTo(Step.RELEASE);
    }

    @Test
    void nothingIsExecutedWhileTheChainIsAway() {
        when(watch.available()).thenReturn(false);

        timers.execute();

        verify(commands, never()).append(anyLong(), any());
    }

    @Test
    void blockThatIsThreeSecondsOlderThanTheWallHasPassedTheClockToo() {
        when(watch.now()).thenReturn(LAST.plusSeconds(3));
        timers.execute();
        expectCommands(0);

        when(watch.now()).thenReturn(LAST.plusSeconds(4));
        timers.execute();

        expectCommands(1);
    }

    @Test
    void stepOnItsWayIsNotOvertaken() {
        task.begin(Step.APPROVAL, PUBLISHER, 9, NOW, NOW);

        timers.execute();

        expectCommands(0);
    }

    @Test
    void taskThatMovedOnMeanwhileIsLeftAlone() {
        when(tasks.lock(ID)).thenReturn(TaskFixture.funded(TaskStatus.COMPLETED));

        timers.execute();

        expectCommands(0);
    }

    @Test
    void whatTheContractRefusedIsAskedForAgainAfterAMinute() {
        timers.execute();
        task.abandonStep();
        when(clock.instant()).thenReturn(NOW.plus(Duration.ofMinutes(1)));
        timers.execute();
        expectCommands(1);

        when(clock.instant()).thenReturn(NOW.plus(Duration.ofMinutes(1)).plusMillis(1));
        timers.execute();

        expectCommands(2);
    }

    @Test
    void troubleWithOneTaskKeepsNoOtherWaiting() {
        when(tasks.due(any(), anyInt())).thenReturn(List.of(1L, ID));
        when(tasks.lock(1)).thenThrow(new IllegalArgumentException("broken"));

        timers.execute();

        expectCommands(1);
    }
}
