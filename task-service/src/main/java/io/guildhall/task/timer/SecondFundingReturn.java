package io.guildhall.task.timer;

import io.guildhall.task.chronicle.SecondFundings;
import io.guildhall.task.escrow.Escrow;
import io.guildhall.task.escrow.EscrowCommand;
import io.guildhall.task.escrow.EscrowCommands;
import io.guildhall.task.escrow.EscrowVerb;
import io.guildhall.task.escrow.EscrowWatch;
import io.guildhall.task.market.Promises;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Sends back what a second funding has locked, as soon as its deadline lets anybody do it. Until then only its publisher's own
 * wallet can.
 */
@Component
class SecondFundingReturn {
    private static final Logger log = LoggerFactory.getLogger(SecondFundingReturn.class);
    private static final int BATCH = 100;

    /** A block may be a little older than the clock on the wall. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    /** What the contract refused is not asked for again at once. */
    private static final Duration REST = Duration.ofHours(1);

    private final SecondFundings fundings;
    private final Promises promises;
    private final Escrow escrow;
    private final EscrowCommands commands;
    private final EscrowWatch watch;
    private final TransactionOperations transaction;
    private final MeterRegistry meters;

    SecondFundingReturn(
            SecondFundings fundings,
            Promises promises,
            Escrow escrow,
            EscrowCommands commands,
            EscrowWatch watch,
            TransactionOperations transaction,
            MeterRegistry meters) {
        this.fundings = fundings;
        this.promises = promises;
        this.escrow = escrow;
        this.commands = commands;
        this.watch = watch;
        this.transaction = transaction;
        this.meters = meters;
    }

    @Scheduled(fixedDelayString = "${guildhall.task.timer-poll:5s}")
    @SchedulerLock(
            name = "second-funding-return",
            lockAtMostFor = "${guildhall.task.timer-lock:30s}")
    void sendBack() {
        if (!watch.available()) {
            return;
        }
        Instant now = watch.now();
        List<SecondFundings.Due> due =
                transaction.execute(_ -> fundings.due(now.minus(GRACE), BATCH));
        for (SecondFundings.Due funding : due) {
            try {
                sendBack(funding, now);
            } catch (RuntimeException e) {
                // One's trouble keeps no other waiting.
                log.error("The second funding of task {} waits on", funding.taskId(), e);
            }
        }
    }

    private void sendBack(SecondFundings.Due funding, Instant now) {
        if (escrow.state(funding.key()).status() == null) {
            // It went back, and the word of it was lost.
            escrow.retell(funding.key());
            transaction.executeWithoutResult(_ -> fundings.postpone(funding.key(), now.plus(REST)));
        } else {
            transaction.executeWithoutResult(_ -> give(funding, now));
        }
    }

    private void give(SecondFundings.Due funding, Instant now) {
        fundings.postpone(funding.key(), now.plus(REST));
        commands.append(
                funding.taskId(),
                new EscrowCommand.Timer(
                        promises.find(funding.key()).orElseThrow().terms(), EscrowVerb.REFUND));
        meters.counter("guildhall.task.timers", "step", "SECOND_FUNDING").increment();
    }
}
