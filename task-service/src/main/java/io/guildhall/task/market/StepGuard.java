package io.guildhall.task.market;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Why a step with a funded task is not possible now. */
final class StepGuard {
    private StepGuard() {}

    static void require(Task task, Step step, @Nullable Long by, Instant now) {
        if (step == Step.CLAIM) {
            requireUnclaimed(task, by);
        }
        step.requireStatus(task.status());
        requireParty(task, step.party(), by);
        PendingStep pending = task.pending();
        if (pending != null) {
            throw stepPending(pending);
        }
        step.requireTime(now, task.requireChain().clockEndsAt());
        requireClaimDeadline(task, step, now);
        if (step == Step.REVISION && !task.hasRevisionLeft()) {
            throw new ProblemException(
                            ProblemKind.CONFLICT,
                            "task-no-revision-left",
                            "All %d revisions were asked for"
                                    .formatted(task.requireChain().round()))
                    .with("maxRevisions", task.requireChain().round());
        }
    }

    /** Who comes second is told so, whatever has become of the first one's claim. */
    private static void requireUnclaimed(Task task, @Nullable Long by) {
        if (by != null && by == task.publisherId()) {
            throw new ProblemException(
                    ProblemKind.FORBIDDEN, "task-own", "A publisher claims the own task");
        }
        PendingStep pending = task.pending();
        boolean awaited = pending != null && pending.step() == Step.CLAIM;
        if (task.status().isHeld() || awaited) {
            throw new ProblemException(
                    ProblemKind.CONFLICT, "task-claimed-already", "Somebody else was faster");
        }
    }

    static boolean isParty(Task task, Step.Party party, @Nullable Long by) {
        ChainState chain = task.chain();
        boolean publishes = by != null && by == task.publisherId();
        boolean works = by != null && chain != null && by.equals(chain.workerId());
        return switch (party) {
            case PUBLISHER -> publishes;
            case WORKER -> works;
            case EITHER -> publishes || works;
            case STRANGER -> !publishes;
            case ARBITER -> !publishes && !works;
            case ANYBODY -> true;
        };
    }

    static void requireParty(Task task, Step.Party party, @Nullable Long by) {
        if (!isParty(task, party, by)) {
            throw new ProblemException(
                            ProblemKind.FORBIDDEN,
                            "task-not-party",
                            "It is for %s alone".formatted(party))
                    .with("party", party.name());
        }
    }

    /** A held task is refunded only when nobody could claim it again; before that it lapses to the market. */
    private static void requireClaimDeadline(Task task, Step step, Instant now) {
        Instant deadline = task.brief().claimDeadline();
        if (step == Step.REFUND
                && deadline != null
                && now.getEpochSecond() <= deadline.getEpochSecond()) {
            throw new ProblemException(
                            ProblemKind.CONFLICT,
                            "task-deadline-not-passed",
                            "It is %s, REFUND is possible after %s".formatted(now, deadline))
                    .with("deadline", deadline.toString());
        }
    }

    static void requireSigner(Task task, Step step, long by, String signer) {
        if (step == Step.CLAIM) {
            return;
        }
        ChainState known = task.requireChain();
        String expected =
                by == task.publisherId() ? known.publisherAddress() : known.workerAddress();
        if (!signer.equals(expected)) {
            throw new ProblemException(
                            ProblemKind.CONFLICT,
                            "wallet-changed",
                            "The linked account is %s, expected %s".formatted(signer, expected))
                    .with("expected", String.valueOf(expected));
        }
    }

    static ProblemException stepPending(PendingStep step) {
        return new ProblemException(
                        ProblemKind.CONFLICT,
                        "task-step-pending",
                        step.step() + " is being confirmed, expected nothing in between")
                .with("step", step.step().name());
    }
}
