package io.guildhall.task.reconciliation;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.task.chronicle.ChainProjection;
import io.guildhall.task.escrow.ChainTask;
import io.guildhall.task.escrow.Escrow;
import io.guildhall.task.escrow.EscrowWatch;
import io.guildhall.task.market.ChainState;
import io.guildhall.task.market.Task;
import io.guildhall.task.market.TaskBook;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Goes through every funded task and asks the contract. What differs twice in a row, and by the same, is no event on its way
 * but one that was lost: it is counted, and chain-adapter tells the task again, which brings back what was lost, with who
 * was paid. A task that lives is brought in line at once; how one ended is told by its event alone.
 */
@Component
class Reconciliation {
    private static final Logger log = LoggerFactory.getLogger(Reconciliation.class);
    private static final int BATCH = 200;

    private final TaskBook tasks;
    private final Escrow escrow;
    private final EscrowWatch watch;
    private final ChainProjection projection;
    private final TransactionOperations transaction;
    private final MeterRegistry meters;
    private Map<Long, ChainTask> suspects = new HashMap<>();

    Reconciliation(
            TaskBook tasks,
            Escrow escrow,
            EscrowWatch watch,
            ChainProjection projection,
            TransactionOperations transaction,
            MeterRegistry meters) {
        this.tasks = tasks;
        this.escrow = escrow;
        this.watch = watch;
        this.projection = projection;
        this.transaction = transaction;
        this.meters = meters;
    }

    @Scheduled(
            fixedDelayString = "${guildhall.task.reconciliation:PT5M}",
            initialDelayString = "${guildhall.task.reconciliation:PT5M}")
    @SchedulerLock(name = "task-reconciliation", lockAtMostFor = "PT30M")
    void compareAll() {
        Map<Long, ChainTask> different = new HashMap<>();
        long after = 0;
        List<Task> batch;
        do {
            long from = after;
            batch = transaction.execute(_ -> tasks.funded(from, BATCH));
            for (Task task : batch) {
                after = task.id();
                if (!watch.available() || !compared(task, different)) {
                    return;
                }
            }
        } while (batch.size() == BATCH);
        suspects = different;
    }

    /** One task's trouble leaves the others to be looked at. */
    private boolean compared(Task task, Map<Long, ChainTask> different) {
        try {
            return compare(task, different);
        } catch (RuntimeException e) {
            log.error("Task {} cannot be compared with the chain", task.id(), e);
            return true;
        }
    }

    /** False when the chain cannot be asked: the rest waits for the next time. */
    private boolean compare(Task task, Map<Long, ChainTask> different) {
        ChainState here = task.requireChain();
        ChainTask there;
        try {
            there = escrow.state(here.escrowKey());
        } catch (ProblemException e) {
            if (e.kind() == ProblemKind.UNAVAILABLE) {
                return false;
            }
            throw e;
        }
        if (agrees(task, here, there)) {
            return true;
        }
        if (!isSame(suspects.get(task.id()), there)) {
            different.put(task.id(), there);
            return true;
        }
        meters.counter("guildhall.task.drift").increment();
        if (there.status() == null) {
            log.error(
                    "Task {} has ended on the chain and is {} here: told again",
                    task.id(),
                    task.status());
        } else if (projection.correct(task.id(), there)) {
            log.error(
                    "Task {} was {} here and is {} on the chain: corrected",
                    task.id(),
                    task.status(),
                    there.status());
        }
        escrow.retell(here.escrowKey());
        return true;
    }

    private static boolean agrees(Task task, ChainState here, ChainTask there) {
        return task.status().name().equals(there.status())
                && Objects.equals(here.workerAddress(), there.worker())
                && here.openedIn() == there.openedIn()
                && here.round() == there.round()
                && here.clockEndsAt().equals(there.clockEndsAt());
    }

    /** Of two looks: nothing moved on the chain between them. */
    private static boolean isSame(@Nullable ChainTask before, ChainTask now) {
        return before != null
                && Objects.equals(before.status(), now.status())
                && before.openedIn() == now.openedIn()
                && before.round() == now.round()
                && before.clockEndsAt().equals(now.clockEndsAt());
    }
}
