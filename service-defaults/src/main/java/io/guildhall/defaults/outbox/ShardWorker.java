package io.guildhall.defaults.outbox;

import io.guildhall.defaults.outbox.RelayRound.Outcome;
import io.guildhall.defaults.outbox.RelayRound.Result;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one shard's rounds, one at a time, for as long as somebody wakes it. */
final class ShardWorker {
    private static final Logger log = LoggerFactory.getLogger(ShardWorker.class);

    /** A busy shard's holder is done within milliseconds, and may have looked just before our commit. */
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(2);

    private static final Duration LONGEST_BUSY_PAUSE = Duration.ofMillis(256);

    private enum State {
        IDLE,
        RUNNING,
        /** Woken while running: there may be events that the running round did not see. */
        WOKEN,
        /** Waits after a failure or for a busy shard; the end of the pause wakes it. */
        PAUSED
    }

    private final int shard;
    private final IntFunction<Result> round;
    private final Executor executor;
    private final ScheduledExecutorService scheduler;
    private final Duration longestPause;
    private final BooleanSupplier mayContinue;
    private final OutboxMeters meters;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);

    // Touched by the one running round only; the state's changes publish them to the next.
    private Duration pause = SHORTEST_PAUSE;
    private int failures;

    ShardWorker(
            int shard,
            IntFunction<Result> round,
            Executor executor,
            ScheduledExecutorService scheduler,
            Duration longestPause,
            BooleanSupplier mayContinue,
            OutboxMeters meters) {
        this.shard = shard;
        this.round = round;
        this.executor = executor;
        this.scheduler = scheduler;
        this.longestPause = longestPause;
        this.mayContinue = mayContinue;
        this.meters = meters;
    }

    /** Says that there may be events. Never blocks. */
    void wake() {
        State before =
                state.getAndUpdate(
                        now ->
                                switch (now) {
                                    case IDLE -> State.RUNNING;
                                    case RUNNING, WOKEN -> State.WOKEN;
                                    case PAUSED -> State.PAUSED;
                                });
        if (before == State.IDLE) {
            try {
                executor.execute(this::run);
            } catch (RejectedExecutionException stopped) {
                log.debug("outbox shard {} waits for the next start", shard);
            }
        }
    }

    private void run() {
        do {
            state.set(State.RUNNING);
            Outcome outcome = runRound();
            switch (outcome) {
                case BUSY -> {
                    pauseAndRetry(LONGEST_BUSY_PAUSE);
                    return;
                }
                case FAILED -> {
                    pauseAndRetry(longestPause);
                    return;
                }
                case MORE -> state.set(State.WOKEN);
                case DRAINED -> {}
            }
            pause = SHORTEST_PAUSE;
        } while (mayContinue.getAsBoolean() && !state.compareAndSet(State.RUNNING, State.IDLE));
    }

    private Outcome runRound() {
        Result result;
        try {
            result = round.apply(shard);
        } catch (Throwable failure) {
            // Even an error, such as too little memory for a moment: a worker that ends here would
            // never be woken again.
            result = Result.failed(failure);
        }
        if (result.failure() != null) {
            tellOfFailure(result.failure());
        } else if (failures > 0 && result.outcome() != Outcome.BUSY) {
            log.info("outbox shard {} relays again after {} failed rounds", shard, failures);
            failures = 0;
        }
        return result.outcome();
    }

    private void tellOfFailure(Throwable failure) {
        meters.failed();
        failures++;
        if (failures == 1) {
            log.warn(
                    "outbox shard {} cannot be relayed; events wait in the database",
                    shard,
                    failure);
        } else {
            log.debug("outbox shard {}: failed round {}", shard, failures, failure);
        }
    }

    private void pauseAndRetry(Duration longest) {
        state.set(State.PAUSED);
        Duration now = pause.compareTo(longest) < 0 ? pause : longest;
        pause = now.multipliedBy(2);
        try {
            var _ = scheduler.schedule(this::resume, now.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException stopped) {
            log.debug("outbox shard {} waits for the next start", shard);
        }
    }

    private void resume() {
        state.set(State.IDLE);
        wake();
    }
}
