package io.guildhall.task.reconciliation;

import io.guildhall.task.chronicle.ChainEvents;
import io.guildhall.task.escrow.ChainTask;
import io.guildhall.task.escrow.Escrow;
import io.guildhall.task.escrow.EscrowWatch;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Asks the contract about every promise that no event was heard of. One that is funded there at two looks lost its event:
 * its reward is locked, and nobody here knows. chain-adapter tells it again.
 */
@Component
class UnheardFundings {
    private static final Logger log = LoggerFactory.getLogger(UnheardFundings.class);
    private static final int BATCH = 200;

    /** How long after its deadline, which is the last moment to fund it, a promise is still asked about. */
    private static final Duration MEMORY = Duration.ofDays(30);

    private final ChainEvents events;
    private final Escrow escrow;
    private final EscrowWatch watch;
    private final TransactionOperations transaction;
    private final MeterRegistry meters;
    private Set<String> suspects = new HashSet<>();

    UnheardFundings(
            ChainEvents events,
            Escrow escrow,
            EscrowWatch watch,
            TransactionOperations transaction,
            MeterRegistry meters) {
        this.events = events;
        this.escrow = escrow;
        this.watch = watch;
        this.transaction = transaction;
        this.meters = meters;
    }

    @Scheduled(
            fixedDelayString = "${guildhall.task.reconciliation:PT5M}",
            initialDelayString = "${guildhall.task.reconciliation:PT5M}")
    @SchedulerLock(name = "unheard-fundings", lockAtMostFor = "PT30M")
    void askForAll() {
        Set<String> found = new HashSet<>();
        Instant from = watch.now().minus(MEMORY);
        String after = "";
        List<ChainEvents.Unheard> batch;
        do {
            Instant deadline = from;
            String key = after;
            batch = transaction.execute(_ -> events.unheard(deadline, key, BATCH));
            for (ChainEvents.Unheard promise : batch) {
                from = promise.claimDeadline();
                after = promise.key();
                if (!watch.available()) {
                    return;
                }
                ask(promise, found);
            }
        } while (batch.size() == BATCH);
        suspects = found;
    }

    /** One promise's trouble leaves the others to be asked about. */
    private void ask(ChainEvents.Unheard promise, Set<String> found) {
        try {
            ChainTask there = escrow.state(promise.key());
            if (there.status() == null) {
                return;
            }
            found.add(promise.key());
            if (suspects.contains(promise.key())) {
                meters.counter("guildhall.task.drift").increment();
                log.error(
                        "Task {} is {} on the chain, and its funding was never heard of: told again",
                        promise.taskId(),
                        there.status());
                escrow.retell(promise.key());
            }
        } catch (RuntimeException e) {
            log.warn("The funding of task {} cannot be asked about", promise.taskId(), e);
        }
    }
}
