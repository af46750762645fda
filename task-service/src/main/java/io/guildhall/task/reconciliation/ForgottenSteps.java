package io.guildhall.task.reconciliation;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.task.chronicle.ChainProjection;
import io.guildhall.task.escrow.CommandProgress;
import io.guildhall.task.escrow.Escrow;
import io.guildhall.task.escrow.EscrowCommands;
import io.guildhall.task.escrow.EscrowWatch;
import io.guildhall.task.market.PendingStep;
import io.guildhall.task.market.Task;
import io.guildhall.task.market.TaskBook;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Asks what became of steps that wait for the chain longer than they should, so that no task waits for ever for a word
 * that was lost.
 */
@Component
class ForgottenSteps {
    private static final Logger log = LoggerFactory.getLogger(ForgottenSteps.class);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int BATCH = 100;

    private final TaskBook tasks;
    private final Escrow escrow;
    private final EscrowWatch watch;
    private final EscrowCommands commands;
    private final ChainProjection projection;
    private final TransactionOperations transaction;
    private final MeterRegistry meters;
    private final Clock clock;

    ForgottenSteps(
            TaskBook tasks,
            Escrow escrow,
            EscrowWatch watch,
            EscrowCommands commands,
            ChainProjection projection,
            TransactionOperations transaction,
            MeterRegistry meters,
            Clock clock) {
        this.tasks = tasks;
        this.escrow = escrow;
        this.watch = watch;
        this.commands = commands;
        this.projection = projection;
        this.transaction = transaction;
        this.meters = meters;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    @SchedulerLock(name = "forgotten-steps", lockAtMostFor = "PT10M")
    void ask() {
        askSince(PATIENCE);
    }

    void askSince(Duration patience) {
        if (!watch.available()) {
            return;
        }
        List<Task> waiting =
                transaction.execute(
                        _ -> tasks.waitingSince(clock.instant().minus(patience), BATCH));
        for (Task task : waiting) {
            try {
                settle(task);
            } catch (ProblemException e) {
                log.warn("Task {} waits on: {}", task.id(), e.getMessage());
            } catch (RuntimeException e) {
                // One task's trouble keeps no other waiting.
                log.error("Task {} waits on", task.id(), e);
            }
        }
    }

    private void settle(Task task) {
        PendingStep step = Objects.requireNonNull(task.pending());
        long command = Objects.requireNonNull(step.command());
        CommandProgress progress = escrow.progress(command);
        switch (progress.stage()) {
            case ON_ITS_WAY -> {}
            case UNKNOWN -> commands.giveAgain(command);
            case FAILED -> commands.refused(command, progress.reason());
            case CONFIRMED -> {
                commands.confirmed(command);
                String key = task.requireChain().escrowKey();
                projection.confirmed(task.id(), command, escrow.state(key));
                // How an ended task ended is told by its event alone.
                escrow.retell(key);
            }
        }
        if (progress.stage() != CommandProgress.Stage.ON_ITS_WAY) {
            meters.counter("guildhall.task.forgotten", "stage", progress.stage().name())
                    .increment();
            log.warn("{} of task {} was forgotten: {}", step.step(), task.id(), progress.stage());
        }
    }
}
