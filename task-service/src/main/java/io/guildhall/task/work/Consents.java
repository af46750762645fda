package io.guildhall.task.work;

import io.guildhall.defaults.persistence.IdGenerator;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.defaults.security.Permission;
import io.guildhall.task.escrow.ConsentKind;
import io.guildhall.task.escrow.ConsentMessage;
import io.guildhall.task.escrow.Escrow;
import io.guildhall.task.escrow.EscrowFacts;
import io.guildhall.task.escrow.EscrowWatch;
import io.guildhall.task.escrow.Sha256;
import io.guildhall.task.escrow.TypedData;
import io.guildhall.task.market.ChainState;
import io.guildhall.task.market.Step;
import io.guildhall.task.market.Task;
import io.guildhall.task.market.TaskBook;
import io.guildhall.task.player.Players;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Asks people for signatures and takes them in. A signature is asked for only where the contract would accept it now, is
 * verified before it is kept, and kept before it is carried to the chain.
 */
@Service
public class Consents {
    private static final Limit MOST = Limit.of(50);
    private static final int OFFER_DAYS = 7;
    private static final int LONGEST_OFFER_DAYS = 366;

    private final ConsentRepository consents;
    private final Submissions submissions;
    private final Agreement agreement;
    private final TaskBook tasks;
    private final Players players;
    private final Escrow escrow;
    private final EscrowWatch watch;
    private final TransactionOperations transaction;
    private final IdGenerator ids;
    private final Clock clock;

    Consents(
            ConsentRepository consents,
            Submissions submissions,
            Agreement agreement,
            TaskBook tasks,
            Players players,
            Escrow escrow,
            EscrowWatch watch,
            TransactionOperations transaction,
            IdGenerator ids,
            Clock clock) {
        this.consents = consents;
        this.submissions = submissions;
        this.agreement = agreement;
        this.tasks = tasks;
        this.players = players;
        this.escrow = escrow;
        this.watch = watch;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /** What is to be signed. */
    public record Prepared(long id, TypedData typedData) {}

    /**
     * A signature that somebody gave.
     *
     * @param reason the text whose hash was signed
     */
    public record Signed(
            long id,
            TypedData typedData,
            String signer,
            String signature,
            @Nullable String reason,
            Instant signedAt) {}

    /**
     * Says what a person has to sign for what they want to do.
     *
     * @throws ProblemException why they cannot do it now: {@code task-wrong-status}, {@code task-own},
     *     {@code task-not-party}, {@code task-deadline-passed}, {@code task-step-pending}, {@code wallet-required},
     *     {@code wallet-changed}, {@code reason-required}, {@code chain-unavailable} and others
     */
    public Prepared prepare(CurrentUser user, long taskId, ConsentRequest request) {
        requireMayClaim(user, request.kind());
        String signer = players.exactAddress(user.id());
        EscrowFacts facts = watch.require();
        return transaction.execute(
                _ -> {
                    Task task = tasks.getVisible(taskId, user);
                    Instant now = watch.now();
                    task.requirePossible(step(request.kind()), user.id(), now);
                    agreement.requireMayClaim(task, user, request.kind());
                    task.requireSigner(step(request.kind()), user.id(), signer);
                    ConsentMessage message = message(task, user, signer, request, now);
                    Consent consent =
                            consents.saveAndFlush(
                                    new Consent(
                                            ids.next(),
                                            taskId,
                                            user.id(),
                                            signer,
                                            message,
                                            request.kind().reasoned() ? request.reason() : null,
                                            request.submissionId(),
                                            clock.instant()));
                    return new Prepared(consent.id(), TypedData.of(message, facts));
                });
    }

    private static void requireMayClaim(CurrentUser user, ConsentKind kind) {
        if (kind == ConsentKind.CLAIM && !user.may(Permission.CLAIM_TASK)) {
            throw new ProblemException(
                            ProblemKind.FORBIDDEN,
                            "forbidden",
                            "The permission " + Permission.CLAIM_TASK + " is needed.")
                    .with("permission", Permission.CLAIM_TASK.name());
        }
    }

    static Step step(ConsentKind kind) {
        return Step.valueOf(kind.name());
    }

    private ConsentMessage message(
            Task task, CurrentUser user, String signer, ConsentRequest request, Instant now) {
        ChainState chain = task.requireChain();
        ConsentKind kind = request.kind();
        String worker = kind == ConsentKind.CLAIM ? signer : chain.workerAddress();
        if (worker == null) {
            throw new IllegalStateException("a held task without its worker: " + task.id());
        }
        String digest =
                switch (kind) {
                    case SUBMISSION ->
                            submissions.evidence(task, required(request.submissionId()), user.id());
                    case REVISION, DISPUTE, APPEAL -> Sha256.of(reason(request.reason()));
                    case CLAIM, ABANDONMENT, APPROVAL, SETTLEMENT -> null;
                };
        boolean settles = kind == ConsentKind.SETTLEMENT;
        int share = settles ? share(request.share()) : 0;
        return new ConsentMessage(
                kind,
                chain.escrowKey(),
                chain.openedIn(),
                worker,
                kind.rounds() ? chain.round() : null,
                digest,
                settles ? share : null,
                settles ? validUntil(task, user, share, request.validUntil(), now) : null);
    }

    private static long required(@Nullable Long submissionId) {
        if (submissionId == null) {
            throw missing("submissionId");
        }
        return submissionId;
    }

    private static String reason(@Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            throw new ProblemException(
                            ProblemKind.INVALID, "reason-required", "No reason, expected one")
                    .withField("reason", "required", "is missing");
        }
        return reason;
    }

    private static int share(@Nullable Integer share) {
        if (share == null) {
            throw missing("share");
        }
        return share;
    }

    private static ProblemException missing(String field) {
        return new ProblemException(
                        ProblemKind.INVALID, "invalid-request", "Some fields are not valid.")
                .withField(field, "required", "is missing");
    }

    /** Whoever accepts an offer has to sign the very same last second. */
    private Instant validUntil(
            Task task, CurrentUser user, int share, @Nullable Instant wanted, Instant now) {
        if (wanted != null) {
            if (!wanted.isAfter(now)) {
                throw new ProblemException(
                                ProblemKind.INVALID,
                                "invalid-request",
                                "The offer would end at " + wanted + ", expected the future")
                        .withField("validUntil", "future", "lies in the past");
            }
            if (wanted.isAfter(now.plus(LONGEST_OFFER_DAYS, ChronoUnit.DAYS))) {
                throw new ProblemException(
                                ProblemKind.INVALID,
                                "invalid-request",
                                "The offer would end at %s, expected at most %d days from now"
                                        .formatted(wanted, LONGEST_OFFER_DAYS))
                        .withField("validUntil", "deadline-far", "lies too far ahead");
            }
            return wanted.truncatedTo(ChronoUnit.SECONDS);
        }
        return agreement
                .offerOfOther(task, user.id(), share, now)
                .orElseGet(
                        () ->
                                now.plus(OFFER_DAYS, ChronoUnit.DAYS)
                                        .truncatedTo(ChronoUnit.SECONDS));
    }

    /**
     * Takes a signature in and has it carried to the chain. Giving it again changes nothing.
     *
     * @throws ProblemException {@code consent-unknown}, {@code signature-invalid}, {@code consent-outdated} when the
     *     task moved on meanwhile, and whatever {@link #prepare} says
     */
    public void sign(CurrentUser user, long taskId, long consentId, String signature) {
        Consent asked = transaction.execute(_ -> own(user, taskId, consentId));
        if (asked.signature() != null) {
            return;
        }
        if (!escrow.isConsent(asked.message(), asked.signer(), signature)) {
            throw new ProblemException(
                    ProblemKind.INVALID,
                    "signature-invalid",
                    "The signature is not that of " + asked.signer());
        }
        transaction.executeWithoutResult(
                _ -> {
                    Task task = tasks.lock(taskId);
                    // Read under the task's lock: of two equal requests the second finds the
                    // signature.
                    Consent consent = own(user, taskId, consentId);
                    if (consent.signature() == null) {
                        agreement.conclude(task, consent, user, signature);
                    }
                });
    }

    private Consent own(CurrentUser user, long taskId, long consentId) {
        return consents.findByConsentId(consentId)
                .filter(it -> it.userId() == user.id() && it.taskId() == taskId)
                .orElseThrow(
                        () ->
                                new ProblemException(
                                        ProblemKind.NOT_FOUND,
                                        "consent-unknown",
                                        "Nothing to sign has the id " + consentId));
    }

    /** What somebody signed about a task, for them to keep: anybody may carry it to the chain. */
    public List<Signed> signatures(CurrentUser user, long taskId) {
        EscrowFacts facts = watch.require();
        return transaction.execute(_ -> consents.findSigned(taskId, user.id(), MOST)).stream()
                .map(
                        it ->
                                new Signed(
                                        it.id(),
                                        TypedData.of(it.message(), facts),
                                        it.signer(),
                                        String.valueOf(it.signature()),
                                        it.reason(),
                                        it.signedAt() == null ? Instant.EPOCH : it.signedAt()))
                .toList();
    }
}
