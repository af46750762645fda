package io.guildhall.task.reconciliation;

import static io.guildhall.task.market.TaskFixture.ID;
import static io.guildhall.task.market.TaskFixture.WORKER;
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

import io.guildhall.task.chronicle.ChainProjection;
import io.guildhall.task.escrow.ChainTask;
import io.guildhall.task.escrow.Escrow;
import io.guildhall.task.escrow.EscrowWatch;
import io.guildhall.task.market.Task;
import io.guildhall.task.market.TaskBook;
import io.guildhall.task.market.TaskFixture;
import io.guildhall.task.market.TaskStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.transaction.support.TransactionOperations;

class ReconciliationTest {
    private static final Instant CLOCK = TaskFixture.state(WORKER, 1).clockEndsAt();
    private static final ChainTask SAME = chain("SUBMITTED", "0xWorker", 100, CLOCK, 1);

    private final TaskBook tasks = mock(TaskBook.class);
    private final Escrow escrow = mock(Escrow.class);
    private final EscrowWatch watch = mock(EscrowWatch.class);
    private final ChainProjection projection = mock(ChainProjection.class);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Task task = TaskFixture.funded(TaskStatus.SUBMITTED, 1);
    private final Reconciliation reconciliation =
            new Reconciliation(
                    tasks,
                    escrow,
                    watch,
                    projection,
                    TransactionOperations.withoutTransaction(),
                    meters);

    @BeforeEach
    void reach() {
        when(watch.available()).thenReturn(true);
        when(tasks.funded(anyLong(), anyInt())).thenReturn(List.of(task));
    }

    private static ChainTask chain(
            @Nullable String status,
            @Nullable String worker,
            long openedIn,
            Instant clock,
            int round) {
        return new ChainTask(status, worker, openedIn, clock, round, 0, 1);
    }

    /** What the contract says at each of two looks. */
    private void look(ChainTask first, ChainTask second) {
        when(escrow.state("0xkey")).thenReturn(first);
        reconciliation.compareAll();
        when(escrow.state("0xkey")).thenReturn(second);
        reconciliation.compareAll();
    }

    private double drift() {
        return meters.counter("guildhall.task.drift").count();
    }

    @Test
    void taskInLineIsNoDrift() {
        look(SAME, SAME);

        assertThat(drift()).isZero();
        verify(escrow, never()).retell(any());
    }

    static Stream<ChainTask> whatDiffers() {
        return Stream.of(
                chain("REVISION_ASKED", "0xWorker", 100, CLOCK, 1),
                chain("SUBMITTED", "0xOther", 100, CLOCK, 1),
                chain("SUBMITTED", "0xWorker", 101, CLOCK, 1),
                chain("SUBMITTED", "0xWorker", 100, CLOCK.plusSeconds(1), 1),
                chain("SUBMITTED", "0xWorker", 100, CLOCK, 2));
    }

    @ParameterizedTest
    @MethodSource("whatDiffers")
    void whatDiffersTwiceIsCorrectedAndToldAgain(ChainTask there) {
        look(there, there);

        assertThat(drift()).isEqualTo(1);
        verify(projection).correct(ID, there);
        verify(escrow).retell("0xkey");
    }

    static Stream<ChainTask> whatMoves() {
        return Stream.of(
                chain("CLAIMED", "0xWorker", 101, CLOCK, 2),
                chain("DISPUTED", "0xWorker", 102, CLOCK, 2),
                chain("DISPUTED", "0xWorker", 101, CLOCK.plusSeconds(1), 2),
                chain("DISPUTED", "0xWorker", 101, CLOCK, 3));
    }

    @ParameterizedTest
    @MethodSource("whatMoves")
    void eachThingThatMovesOnTheChainMeansThatNewsAreOnTheirWay(ChainTask second) {
        look(chain("DISPUTED", "0xWorker", 101, CLOCK, 2), second);

        assertThat(drift()).isZero();
    }

    @Test
    void taskThatEndedIsToldAgainAndNotCorrected() {
        ChainTask ended = chain(null, null, 100, CLOCK, 1);

        look(ended, ended);

        verify(projection, never()).correct(anyLong(), any());
        verify(escrow).retell("0xkey");
    }

    @Test
    void nothingIsComparedWhileTheChainIsAway() {
        when(watch.available()).thenReturn(false);

        reconciliation.compareAll();

        verify(escrow, never()).state(any());
    }

    @Test
    void outageLeavesTheRestForTheNextTime() {
        when(tasks.funded(anyLong(), anyInt())).thenReturn(List.of(task, task));
        when(escrow.state("0xkey")).thenThrow(EscrowWatch.unavailable());

        reconciliation.compareAll();

        verify(escrow).state("0xkey");
    }

    @Test
    void tasksBeyondTheFirstBatchAreComparedToo() {
        when(escrow.state("0xkey")).thenReturn(SAME);
        when(tasks.funded(eq(0L), anyInt())).thenReturn(Collections.nCopies(200, task));
        when(tasks.funded(eq(ID), anyInt())).thenReturn(List.of(task));

        reconciliation.compareAll();

        verify(escrow, times(201)).state("0xkey");
    }
}
