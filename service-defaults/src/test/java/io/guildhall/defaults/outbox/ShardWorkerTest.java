package io.guildhall.defaults.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.guildhall.defaults.outbox.RelayRound.Result;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class ShardWorkerTest {
    private final ScheduledExecutorService scheduler = mock(ScheduledExecutorService.class);
    private final Deque<Runnable> pauses = new ArrayDeque<>();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final AtomicInteger rounds = new AtomicInteger();

    ShardWorkerTest() {
        when(scheduler.schedule(any(Runnable.class), anyLong(), any()))
                .thenAnswer(
                        call -> {
                            pauses.add(call.getArgument(0));
                            return mock(ScheduledFuture.class);
                        });
    }

    @Test
    void aWakeUpDuringARoundIsFollowedByAnotherRound() {
        ShardWorker[] self = new ShardWorker[1];
        self[0] =
                worker(
                        shard -> {
                            if (rounds.incrementAndGet() == 1) {
                                self[0].wake();
                                self[0].wake();
                            }
                            return Result.drained();
                        });

        self[0].wake();
        runTasks();

        assertThat(rounds).hasValue(2);
    }

    @Test
    void aFullRoundIsFollowedByTheNext() {
        ShardWorker worker =
                worker(shard -> rounds.incrementAndGet() < 4 ? Result.more() : Result.drained());

        worker.wake();
        runTasks();

        assertThat(rounds).hasValue(4);
    }

    @Test
    void aFailedRoundIsRepeatedAfterAPauseThatNoWakeUpShortens() {
        ShardWorker worker =
                worker(
                        shard -> {
                            rounds.incrementAndGet();
                            throw new IllegalStateException("the database is away");
                        });

        worker.wake();
        runTasks();
        worker.wake();

        assertThat(rounds).hasValue(1);
        assertThat(tasks).isEmpty();

        pauses.remove().run();
        runTasks();

        assertThat(rounds).hasValue(2);
    }

    @Test
    void anErrorStopsNoShardForGood() {
        ShardWorker worker =
                worker(
                        shard -> {
                            if (rounds.incrementAndGet() == 1) {
                                throw new NoClassDefFoundError("played");
                            }
                            return Result.drained();
                        });

        worker.wake();
        runTasks();
        pauses.remove().run();
        runTasks();

        assertThat(rounds).hasValue(2);
    }

    @Test
    void aBusyShardIsAskedForAgain() {
        ShardWorker worker =
                worker(shard -> rounds.incrementAndGet() < 3 ? Result.busy() : Result.drained());

        worker.wake();
        runTasks();
        while (!pauses.isEmpty()) {
            pauses.remove().run();
            runTasks();
        }

        assertThat(rounds).hasValue(3);
    }

    private ShardWorker worker(IntFunction<Result> round) {
        return new ShardWorker(
                0,
                round,
                tasks::add,
                scheduler,
                Duration.ofSeconds(1),
                () -> true,
                new OutboxMeters(new SimpleMeterRegistry(), Clock.systemUTC()));
    }

    private void runTasks() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }
}
