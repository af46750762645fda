package io.guildhall.task.market;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * What may be done with a funded task: who, in which status, before or after its clock. The table of the contract
 * (contracts/README.md, "The life of a task"), so that nobody signs what the contract would refuse.
 */
public enum Step {
    CLAIM(Party.STRANGER, Timing.IN_TIME, TaskStatus.OPEN),
    CANCEL(Party.PUBLISHER, Timing.ANY, TaskStatus.OPEN),
    SUBMISSION(Party.WORKER, Timing.IN_TIME, TaskStatus.CLAIMED, TaskStatus.REVISION_ASKED),
    REVISION(Party.PUBLISHER, Timing.IN_TIME, TaskStatus.SUBMITTED),
    ABANDONMENT(Party.WORKER, Timing.ANY, TaskStatus.CLAIMED, TaskStatus.REVISION_ASKED),
    APPROVAL(Party.PUBLISHER, Timing.ANY, TaskStatus.HELD),
    SETTLEMENT(Party.EITHER, Timing.ANY, TaskStatus.HELD),
    DISPUTE(
            Party.EITHER,
            Timing.IN_TIME,
            TaskStatus.CLAIMED,
            TaskStatus.SUBMITTED,
            TaskStatus.REVISION_ASKED),
    RULING(Party.ARBITER, Timing.IN_TIME, TaskStatus.DISPUTED, TaskStatus.APPEALED),
    APPEAL(Party.EITHER, Timing.IN_TIME, TaskStatus.RULED),
    LAPSE(Party.ANYBODY, Timing.LATE, TaskStatus.CLAIMED, TaskStatus.REVISION_ASKED),
    REFUND(
            Party.ANYBODY,
            Timing.LATE,
            TaskStatus.OPEN,
            TaskStatus.CLAIMED,
            TaskStatus.REVISION_ASKED),
    RELEASE(Party.ANYBODY, Timing.LATE, TaskStatus.SUBMITTED),
    EXECUTE_RULING(Party.ANYBODY, Timing.LATE, TaskStatus.RULED, TaskStatus.APPEALED),
    EXECUTE_DEFAULT(Party.ANYBODY, Timing.LATE, TaskStatus.DISPUTED),
    FUNDING(Party.PUBLISHER, Timing.ANY, TaskStatus.AWAITING_FUNDS);

    /** Who may take it. */
    public enum Party {
        PUBLISHER,
        WORKER,
        /** Publisher or worker. */
        EITHER,
        /** Any player but the publisher. */
        STRANGER,
        ARBITER,
        ANYBODY
    }

    /** When, by the clock of the status: up to and including its last second, or after it. */
    enum Timing {
        IN_TIME,
        LATE,
        ANY
    }

    private final Party party;
    private final Timing timing;

    // Never written after the constructor.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<TaskStatus> statuses;

    Step(Party party, Timing timing, TaskStatus... statuses) {
        this(party, timing, EnumSet.of(statuses[0], statuses));
    }

    Step(Party party, Timing timing, Set<TaskStatus> statuses) {
        this.party = party;
        this.timing = timing;
        this.statuses = statuses;
    }

    public Party party() {
        return party;
    }

    /** Whether it waits for the clock, so that the platform takes it when nobody else does. */
    public boolean isTimer() {
        return timing == Timing.LATE;
    }

    boolean fits(TaskStatus status) {
        return statuses.contains(status);
    }

    /** Whether the time is right; the last second of a status belongs to it, as in the contract. */
    boolean isTime(Instant now, Instant clockEndsAt) {
        boolean late = now.getEpochSecond() > clockEndsAt.getEpochSecond();
        return switch (timing) {
            case IN_TIME -> !late;
            case LATE -> late;
            case ANY -> true;
        };
    }

    /** Whether a funded task's status and clock allow it. */
    public boolean isPossible(TaskStatus status, Instant clockEndsAt, Instant now) {
        return status.isFunded() && fits(status) && isTime(now, clockEndsAt);
    }

    void requireStatus(TaskStatus found) {
        if (!fits(found)) {
            throw new ProblemException(
                            ProblemKind.CONFLICT,
                            "task-wrong-status",
                            "The task is %s, %s needs %s".formatted(found, this, statuses))
                    .with("found", found.name())
                    .with("expected", statuses.stream().map(Enum::name).toList());
        }
    }

    void requireTime(Instant now, Instant clockEndsAt) {
        if (!isTime(now, clockEndsAt)) {
            boolean late = timing == Timing.IN_TIME;
            throw new ProblemException(
                            ProblemKind.CONFLICT,
                            late ? "task-deadline-passed" : "task-deadline-not-passed",
                            "It is %s, %s is possible %s %s"
                                    .formatted(now, this, late ? "until" : "after", clockEndsAt))
                    .with("deadline", clockEndsAt.toString());
        }
    }
}
