package io.guildhall.task.work;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.task.candidate.Candidates;
import io.guildhall.task.chronicle.Signers;
import io.guildhall.task.escrow.ConsentKind;
import io.guildhall.task.escrow.EscrowCommand;
import io.guildhall.task.escrow.EscrowCommands;
import io.guildhall.task.escrow.EscrowWatch;
import io.guildhall.task.escrow.Terms;
import io.guildhall.task.market.ChainState;
import io.guildhall.task.market.Promises;
import io.guildhall.task.market.Step;
import io.guildhall.task.market.Task;
import io.guildhall.task.market.TaskBook;
import io.guildhall.task.player.Players;
import io.guildhall.task.timeline.Timeline;
import io.guildhall.task.timeline.TimelineEvent;
import io.guildhall.task.timeline.TimelineKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What follows from a signature: a step on its way to the chain, or an offer that waits for the other side. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Agreement implements Signers {
    private static final Limit MOST = Limit.of(50);

    /** Claims of one person that the contract may refuse within {@link #MEMORY_OF_REFUSALS}. */
    private static final int MOST_REFUSALS = 5;

    private static final Duration MEMORY_OF_REFUSALS = Duration.ofHours(1);

    private final ConsentRepository consents;
    private final TaskBook tasks;
    private final Promises promises;
    private final EscrowCommands commands;
    private final EscrowWatch watch;
    private final Timeline timeline;
    private final Players players;
    private final Candidates candidates;
    private final ClaimProperties claims;
    private final Clock clock;

    Agreement(
            ConsentRepository consents,
            TaskBook tasks,
            Promises promises,
            EscrowCommands commands,
            EscrowWatch watch,
            Timeline timeline,
            Players players,
            Candidates candidates,
            ClaimProperties claims,
            Clock clock) {
        this.consents = consents;
        this.tasks = tasks;
        this.promises = promises;
        this.commands = commands;
        this.watch = watch;
        this.timeline = timeline;
        this.players = players;
        this.candidates = candidates;
        this.claims = claims;
        this.clock = clock;
    }

    /** Refuses a claim of who was not chosen, and one beyond the limit. Of two claims at once, the caller's lock on the player lets one wait. */
    void requireMayClaim(Task task, CurrentUser player, ConsentKind kind) {
        if (kind != ConsentKind.CLAIM) {
            return;
        }
        candidates.requireChosen(task, player.id());
        if (tasks.countHeldBy(player.id()) >= claims.limit()) {
            throw new ProblemException(
                            ProblemKind.CONFLICT,
                            "task-claim-limit",
                            "%d holds %d tasks already, task %d would be one too many"
                                    .formatted(player.id(), claims.limit(), task.id()))
                    .with("limit", claims.limit());
        }
    }

    /** Until when the other side's offer of this share counts. */
    Optional<Instant> offerOfOther(Task task, long userId, int share, Instant now) {
        return offers(task, now).stream()
                .filter(it -> it.userId() != userId && Objects.equals(it.share(), share))
                .map(Consent::validUntil)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** Offers that could be accepted at a time, latest first. */
    List<Consent> offers(Task task, Instant now) {
        ChainState chain = task.chain();
        if (chain == null || !task.status().isHeld()) {
            return List.of();
        }
        return consents.findSignedOf(task.id(), ConsentKind.SETTLEMENT, MOST).stream()
                .filter(it -> it.isLiveOffer(chain, now))
                .toList();
    }

    /** Keeps a verified signature and lets it have its effect. The task is locked. */
    void conclude(Task task, Consent consent, CurrentUser user, String signature) {
        Instant now = watch.now();
        Step step = Consents.step(consent.kind());
        if (consent.kind() == ConsentKind.CLAIM) {
            players.lock(user.id());
            requireFewRefusals(user.id());
        }
        task.requirePossible(step, user.id(), now);
        requireMayClaim(task, user, consent.kind());
        requireUpToDate(task, consent, now);
        consent.sign(signature, clock.instant());
        Terms terms = promises.find(task.requireChain().escrowKey()).orElseThrow().terms();
        EscrowCommand command = command(task, consent, signature, terms, now);
        if (command == null) {
            timeline.append(
                    task.id(),
                    TimelineEvent.of(TimelineKind.OFFERED, clock.instant(), user.id())
                            .with("share", String.valueOf(consent.share())));
        } else {
            long id = commands.append(task.id(), command);
            consent.carriedBy(id);
            task.begin(step, user.id(), id, clock.instant(), now);
            tasks.save(task);
            timeline.append(
                    task.id(),
                    TimelineEvent.of(TimelineKind.STEP_BEGUN, clock.instant(), user.id())
                            .with("step", step.name()));
        }
        consents.saveAndFlush(consent);
    }

    /**
     * A contract wallet says itself whether a signature is its own, and may say yes here and no to the contract. Each time
     * keeps others from the task for a while and may cost the platform the gas of a transaction: so not often. Only of claims:
     * what else is signed has clocks that its signer must keep.
     */
    private void requireFewRefusals(long userId) {
        Instant since = clock.instant().minus(MEMORY_OF_REFUSALS);
        List<Long> carried = consents.findCarriedSince(userId, ConsentKind.CLAIM, since, MOST);
        int refused = commands.refusedAmong(carried).size();
        if (refused >= MOST_REFUSALS) {
            throw new ProblemException(
                    ProblemKind.TOO_MANY_REQUESTS,
                    "claims-refused-often",
                    "The contract has refused %d claims of %d within %s, expected fewer than %d"
                            .formatted(refused, userId, MEMORY_OF_REFUSALS, MOST_REFUSALS));
        }
    }

    private static void requireUpToDate(Task task, Consent consent, Instant now) {
        Instant end = consent.validUntil();
        if (!consent.speaksOf(task.requireChain()) || (end != null && now.isAfter(end))) {
            throw new ProblemException(
                    ProblemKind.CONFLICT,
                    "consent-outdated",
                    "The task is not what it was when the signature was asked for");
        }
    }

    /** Null for an offer that the other side has not answered. */
    private @Nullable EscrowCommand command(
            Task task, Consent consent, String signature, Terms terms, Instant now) {
        return switch (consent.kind()) {
            case CLAIM -> new EscrowCommand.Claim(terms, consent.message(), signature);
            case SUBMISSION, REVISION, ABANDONMENT, DISPUTE, APPEAL, APPROVAL ->
                    new EscrowCommand.Relay(terms, consent.message(), consent.signer(), signature);
            case SETTLEMENT ->
                    offers(task, now).stream()
                            .filter(it -> it.userId() != consent.userId() && it.matches(consent))
                            .findFirst()
                            .map(other -> settlement(task, consent, other, terms))
                            .orElse(null);
        };
    }

    private static EscrowCommand settlement(
            Task task, Consent consent, Consent other, Terms terms) {
        boolean publishers = consent.userId() == task.publisherId();
        return new EscrowCommand.Settlement(
                terms,
                consent.message(),
                String.valueOf((publishers ? consent : other).signature()),
                String.valueOf((publishers ? other : consent).signature()));
    }

    @Override
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Long> find(long taskId, String account) {
        return consents.findSigners(taskId, account, Limit.of(1)).stream().findFirst();
    }
}
