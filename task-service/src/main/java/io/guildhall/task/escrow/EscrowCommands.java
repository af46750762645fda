package io.guildhall.task.escrow;

import io.guildhall.defaults.persistence.IdGenerator;
import java.time.Clock;
import java.util.Collection;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes commands down with the decision that they carry out, and ends them when the chain has answered. */
@Service
public class EscrowCommands {
    private final CommandRows rows;
    private final IdGenerator ids;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    EscrowCommands(
            CommandRows rows, IdGenerator ids, Clock clock, ApplicationEventPublisher events) {
        this.rows = rows;
        this.ids = ids;
        this.clock = clock;
        this.events = events;
    }

    /** Adds a command to the running transaction; it leaves when that commits. */
    @Transactional(propagation = Propagation.MANDATORY)
    public long append(long taskId, EscrowCommand command) {
        long id = ids.next();
        rows.insert(id, taskId, command, clock.instant());
        events.publishEvent(new CommandWritten(id));
        return id;
    }

    /** The chain confirmed it. */
    @Transactional
    public void confirmed(long commandId) {
        rows.end(commandId, true);
    }

    /** Which of these commands will have no effect, as far as is known. */
    @Transactional(readOnly = true)
    public Set<Long> refusedAmong(Collection<Long> commandIds) {
        return rows.refusedAmong(commandIds);
    }

    /** chain-adapter does not know it, though it was given: it is given once more. */
    @Transactional
    public void giveAgain(long commandId) {
        if (rows.waitAgain(commandId, clock.instant())) {
            events.publishEvent(new CommandWritten(commandId));
        }
    }

    /**
     * It will have no effect. Tells it once, also of one that was confirmed before: the word that comes last counts, since a
     * reorganisation may take back the block that the first one was about.
     */
    @Transactional
    public void refused(long commandId, String reason) {
        if (rows.end(commandId, false)) {
            rows.taskOf(commandId)
                    .ifPresent(
                            taskId ->
                                    events.publishEvent(
                                            new CommandRefused(commandId, taskId, reason)));
        }
    }
}
