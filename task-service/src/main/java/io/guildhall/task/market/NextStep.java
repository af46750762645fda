package io.guildhall.task.market;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is.
 *
 * @param verb what they are to do; null where nothing is left to do
 */
public record NextStep(Actor actor, @Nullable String verb) {
    /** Who acts next. */
    public enum Actor {
        PUBLISHER,
        WORKER,
        /** Publisher or worker. */
        EITHER,
        ARBITER,
        ADMIN,
        /** Any player while a task is open; anybody at all when a clock has run out. */
        ANYBODY,
        NOBODY
    }

    /** Whose turn it is with a task at a time. */
    public static NextStep of(Task task, Instant now) {
        Optional<Step> late = lateStep(task, now);
        if (late.isPresent()) {
            return new NextStep(Actor.ANYBODY, late.get().name());
        }
        return switch (task.status()) {
            case DRAFT -> new NextStep(Actor.PUBLISHER, "APPLY");
            case IN_REVIEW -> new NextStep(Actor.ADMIN, "REVIEW");
            case AWAITING_FUNDS -> new NextStep(Actor.PUBLISHER, Step.FUNDING.name());
            case OPEN -> new NextStep(Actor.ANYBODY, Step.CLAIM.name());
            case CLAIMED, REVISION_ASKED -> new NextStep(Actor.WORKER, Step.SUBMISSION.name());
            case SUBMITTED -> new NextStep(Actor.PUBLISHER, Step.APPROVAL.name());
            case DISPUTED, APPEALED -> new NextStep(Actor.ARBITER, Step.RULING.name());
            case RULED -> new NextStep(Actor.EITHER, Step.APPEAL.name());
            case COMPLETED, SETTLED, RESOLVED, CANCELLED, EXPIRED ->
                    new NextStep(Actor.NOBODY, null);
        };
    }

    /** What the clock of a funded task allows to anybody; empty while it runs. */
    public static Optional<Step> lateStep(Task task, Instant now) {
        ChainState chain = task.chain();
        if (chain == null || !task.status().isFunded()) {
            return Optional.empty();
        }
        Step step = lateStep(task.status(), task, now);
        return step != null && step.isTime(now, chain.clockEndsAt())
                ? Optional.of(step)
                : Optional.empty();
    }

    private static @Nullable Step lateStep(TaskStatus status, Task task, Instant now) {
        Instant deadline = task.brief().claimDeadline();
        boolean pastDeadline = deadline == null || now.getEpochSecond() > deadline.getEpochSecond();
        return switch (status) {
            case OPEN -> Step.REFUND;
            case CLAIMED, REVISION_ASKED -> pastDeadline ? Step.REFUND : Step.LAPSE;
            case SUBMITTED -> Step.RELEASE;
            case DISPUTED -> Step.EXECUTE_DEFAULT;
            case RULED, APPEALED -> Step.EXECUTE_RULING;
            case DRAFT,
                    IN_REVIEW,
                    AWAITING_FUNDS,
                    COMPLETED,
                    SETTLED,
                    RESOLVED,
                    CANCELLED,
                    EXPIRED ->
                    null;
        };
    }
}
