package io.guildhall.task.escrow;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Gives commands to chain-adapter: at once after the commit, and again by a slow poll until it has them. A command may be
 * given twice; chain-adapter knows it by its id. Several replicas share the work by the rows' leases.
 */
@Component
class CommandDispatch {
    private static final Logger log = LoggerFactory.getLogger(CommandDispatch.class);
    private static final int BATCH = 32;
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final CommandRows rows;
    private final EscrowCommands commands;
    private final Escrow escrow;
    private final TransactionOperations transaction;
    private final Clock clock;
    private final MeterRegistry meters;
    private final ExecutorService rounds =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("escrow-commands").daemon().factory());
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicBoolean awaited = new AtomicBoolean();

    CommandDispatch(
            CommandRows rows,
            EscrowCommands commands,
            Escrow escrow,
            TransactionOperations transaction,
            Clock clock,
            MeterRegistry meters) {
        this.rows = rows;
        this.commands = commands;
        this.escrow = escrow;
        this.transaction = transaction;
        this.clock = clock;
        this.meters = meters;
        Gauge.builder("guildhall.task.commands.waiting", rows, CommandRows::countWaiting)
                .register(meters);
    }

    @TransactionalEventListener
    void on(@SuppressWarnings("unused") CommandWritten written) {
        wake();
    }

    @Scheduled(fixedDelayString = "${guildhall.task.command-poll:1s}")
    void wake() {
        // One round that has not begun yet will see every command that is there now.
        if (awaited.compareAndSet(false, true)) {
            rounds.execute(this::giveAll);
        }
    }

    @PreDestroy
    void stop() {
        rounds.shutdownNow();
        calls.shutdownNow();
    }

    private void giveAll() {
        awaited.set(false);
        try {
            int taken = BATCH;
            while (taken == BATCH && !Thread.currentThread().isInterrupted()) {
                taken = giveBatch();
            }
        } catch (RuntimeException e) {
            log.warn("Commands wait: {}", e.toString());
        }
    }

    private int giveBatch() {
        Instant now = clock.instant();
        List<CommandRows.Waiting> due =
                transaction.execute(_ -> rows.take(now, now.plus(LEASE), BATCH));
        List<? extends Future<?>> given =
                due.stream().map(one -> calls.submit(() -> give(one))).toList();
        for (Future<?> one : given) {
            try {
                one.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException e) {
                log.error("A command could not be given", e.getCause());
            }
        }
        return due.size();
    }

    private void give(CommandRows.Waiting waiting) {
        String outcome = "given";
        try {
            escrow.give(waiting.id(), waiting.command());
            transaction.executeWithoutResult(_ -> rows.given(waiting.id()));
        } catch (ProblemException e) {
            if (e.kind() == ProblemKind.UNAVAILABLE) {
                outcome = "postponed";
                postpone(waiting);
            } else {
                outcome = "refused";
                log.info("Command {} is refused: {}", waiting.id(), e.code());
                commands.refused(waiting.id(), e.code());
            }
        } catch (RuntimeException e) {
            outcome = "failed";
            log.error("Command {} waits", waiting.id(), e);
            postpone(waiting);
        }
        meters.counter("guildhall.task.commands", "outcome", outcome).increment();
    }

    private void postpone(CommandRows.Waiting waiting) {
        long pause = 500L << Math.min(waiting.attempts(), 10);
        Duration bounded = Duration.ofMillis(Math.min(pause, LONGEST_PAUSE.toMillis()));
        transaction.executeWithoutResult(
                _ -> rows.postpone(waiting.id(), clock.instant().plus(bounded)));
    }
}
