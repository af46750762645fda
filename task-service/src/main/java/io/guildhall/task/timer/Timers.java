package io.guildhall.task.timer;

import io.guildhall.task.escrow.EscrowCommand;
import io.guildhall.task.escrow.EscrowCommands;
import io.guildhall.task.escrow.EscrowVerb;
import io.guildhall.task.escrow.EscrowWatch;
import io.guildhall.task.escrow.Terms;
import io.guildhall.task.market.NextStep;
import io.guildhall.task.market.Promises;
import io.guildhall.task.market.Step;
import io.guildhall.task.market.Task;
import io.guildhall.task.market.TaskBook;
import io.guildhall.task.timeline.Timeline;
import io.guildhall.task.timeline.TimelineEvent;
import io.guildhall.task.timeline.TimelineKind;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Executes what clocks that have run out allow to anybody. What is due stands in the tasks themselves, so nothing is lost
 * with a process; one replica at a time looks, another goes on half a minute after the one that looked has died, and two that
 * looked at once would find the task's lock.
 */
@Component
class Timers {
    private static final Logger log = LoggerFactory.getLogger(Timers.class);
    private static final int BATCH = 100;

    /** A block may be a little older than the clock on the wall. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    /** What the contract refused is not asked for again at once. */
    private static final Duration REST = Duration.ofMinutes(1);

    private final TaskBook tasks;
    private final Promises promises;
    private final EscrowCommands commands;
    private final EscrowWatch watch;
    private final Timeline timeline;
    private final TransactionOperations transaction;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Map<Attempt, Instant> tried = new HashMap<>();

    /** One clock of one task. */
    private record Attempt(long taskId, Instant clock) {}

    Timers(
            TaskBook tasks,
            Promises promises,
            EscrowCommands commands,
            EscrowWatch watch,
            Timeline timeline,
            TransactionOperations transaction,
            MeterRegistry meters,
            Clock clock) {
        this.tasks = tasks;
        this.promises = promises;
        this.commands = commands;
        this.watch = watch;
        this.timeline = timeline;
        this.transaction = transaction;
        this.meters = meters;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${guildhall.task.timer-poll:5s}")
    @SchedulerLock(name = "task-timers", lockAtMostFor = "${guildhall.task.timer-lock:30s}")
    void execute() {
        // While the chain cannot be reached its time is not known, and commands would only pile up.
        if (!watch.available()) {
            return;
        }
        Instant now = watch.now().minus(GRACE);
        List<Long> due = transaction.execute(_ -> tasks.due(now, BATCH));
        tried.values().removeIf(at -> at.isBefore(clock.instant().minus(REST)));
        for (long taskId : due) {
            try {
                transaction.executeWithoutResult(_ -> execute(taskId, now));
            } catch (RuntimeException e) {
                log.error("The clock of task {} could not be executed", taskId, e);
            }
        }
    }

    private void execute(long taskId, Instant now) {
        Task task = tasks.lock(taskId);
        Optional<Step> step = NextStep.lateStep(task, now);
        if (step.isEmpty() || task.pending() != null) {
            return;
        }
        Attempt attempt = new Attempt(taskId, task.requireChain().clockEndsAt());
        if (tried.putIfAbsent(attempt, clock.instant()) != null) {
            return;
        }
        Terms terms = promises.find(task.requireChain().escrowKey()).orElseThrow().terms();
        long command =
                commands.append(
                        taskId,
                        new EscrowCommand.Timer(terms, EscrowVerb.valueOf(step.get().name())));
        task.begin(step.get(), null, command, clock.instant(), now);
        tasks.save(task);
        timeline.append(
                taskId,
                TimelineEvent.of(TimelineKind.STEP_BEGUN, clock.instant(), null)
                        .with("step", step.get().name()));
        meters.counter("guildhall.task.timers", "step", step.get().name()).increment();
    }
}
