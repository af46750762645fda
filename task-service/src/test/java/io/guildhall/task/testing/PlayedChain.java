package io.guildhall.task.testing;

import com.google.protobuf.Message;
import io.guildhall.proto.chain.v1.Appealed;
import io.guildhall.proto.chain.v1.Approved;
import io.guildhall.proto.chain.v1.Cancelled;
import io.guildhall.proto.chain.v1.Claimed;
import io.guildhall.proto.chain.v1.Consent;
import io.guildhall.proto.chain.v1.ConsentKind;
import io.guildhall.proto.chain.v1.Credited;
import io.guildhall.proto.chain.v1.Disputed;
import io.guildhall.proto.chain.v1.EscrowChanged;
import io.guildhall.proto.chain.v1.EscrowReverted;
import io.guildhall.proto.chain.v1.EscrowState;
import io.guildhall.proto.chain.v1.EscrowStatus;
import io.guildhall.proto.chain.v1.EscrowedTask;
import io.guildhall.proto.chain.v1.Funded;
import io.guildhall.proto.chain.v1.Place;
import io.guildhall.proto.chain.v1.Policy;
import io.guildhall.proto.chain.v1.Refunded;
import io.guildhall.proto.chain.v1.Released;
import io.guildhall.proto.chain.v1.Reopened;
import io.guildhall.proto.chain.v1.Resolved;
import io.guildhall.proto.chain.v1.RevisionRequested;
import io.guildhall.proto.chain.v1.Ruled;
import io.guildhall.proto.chain.v1.Settled;
import io.guildhall.proto.chain.v1.Submitted;
import io.guildhall.proto.chain.v1.Verb;
import io.guildhall.task.escrow.Sha256;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/** Plays the contract: one block for each event, states as the contract has them, guards left to the contract's own tests. */
public final class PlayedChain {
    private final Map<String, EscrowState> states = new ConcurrentHashMap<>();
    private final Map<Long, EscrowedTask> known = new ConcurrentHashMap<>();
    private final Map<String, List<EscrowChanged>> told = new ConcurrentHashMap<>();
    private final Map<String, BigInteger> credits = new ConcurrentHashMap<>();
    private final AtomicLong block = new AtomicLong(100);
    private volatile BiConsumer<String, Message> teller = (_, _) -> {};
    private volatile boolean losing;

    void tell(BiConsumer<String, Message> listener) {
        teller = listener;
    }

    /** How this play names a task. */
    static String keyOf(EscrowedTask task) {
        return Sha256.of(task.getPublisher() + task.getTerms());
    }

    void knows(EscrowedTask task) {
        known.put(task.getTerms().getPolicy().getTaskId(), task);
    }

    EscrowState state(String key) {
        return states.getOrDefault(key, EscrowState.getDefaultInstance());
    }

    long block() {
        return block.get();
    }

    /** What the publisher was last asked to fund. */
    public EscrowedTask asked(long taskId) {
        return Objects.requireNonNull(known.get(taskId));
    }

    /** What was told of a task, in order. */
    public List<EscrowChanged> told(EscrowedTask task) {
        return List.copyOf(told.getOrDefault(keyOf(task), List.of()));
    }

    /** Nobody hears of what happens meanwhile. */
    public void losing(Runnable happening) {
        losing = true;
        try {
            happening.run();
        } finally {
            losing = false;
        }
    }

    /** The publisher's wallet sends the funding. */
    public void fund(EscrowedTask task) {
        emit(
                task,
                state(EscrowStatus.ESCROW_STATUS_OPEN, "", block.get() + 1, 0, deadline(task)),
                EscrowChanged.newBuilder()
                        .setFunded(
                                Funded.newBuilder()
                                        .setPublisher(task.getPublisher())
                                        .setTerms(task.getTerms())));
    }

    void claim(EscrowedTask task, String worker) {
        EscrowState now = now(task);
        emit(
                task,
                state(
                        EscrowStatus.ESCROW_STATUS_CLAIMED,
                        worker,
                        now.getOpenedIn(),
                        0,
                        in(policy(task).getWorkWindow())),
                EscrowChanged.newBuilder().setClaimed(Claimed.newBuilder().setWorker(worker)));
    }

    void carry(EscrowedTask task, ConsentKind kind, Consent consent, String signer) {
        EscrowState now = now(task);
        String worker = now.getWorker();
        EscrowChanged.Builder event = EscrowChanged.newBuilder();
        switch (kind) {
            case CONSENT_KIND_SUBMISSION ->
                    emit(
                            task,
                            moved(
                                    now,
                                    EscrowStatus.ESCROW_STATUS_SUBMITTED,
                                    in(policy(task).getReviewWindow())),
                            event.setSubmitted(
                                    Submitted.newBuilder().setEvidence(consent.getDigest())));
            case CONSENT_KIND_REVISION ->
                    emit(
                            task,
                            moved(
                                            now,
                                            EscrowStatus.ESCROW_STATUS_REVISION_ASKED,
                                            in(policy(task).getWorkWindow()))
                                    .toBuilder()
                                    .setRound(now.getRound() + 1)
                                    .build(),
                            event.setRevisionRequested(
                                    RevisionRequested.newBuilder()
                                            .setRound(now.getRound() + 1)
                                            .setReason(consent.getDigest())));
            case CONSENT_KIND_ABANDONMENT -> reopen(task, worker);
            case CONSENT_KIND_DISPUTE ->
                    emit(
                            task,
                            moved(now, EscrowStatus.ESCROW_STATUS_DISPUTED, in(1_209_600)),
                            event.setDisputed(
                                    Disputed.newBuilder()
                                            .setDisputant(signer)
                                            .setReason(consent.getDigest())));
            case CONSENT_KIND_APPEAL ->
                    emit(
                            task,
                            moved(now, EscrowStatus.ESCROW_STATUS_APPEALED, in(1_209_600)),
                            event.setAppealed(
                                    Appealed.newBuilder()
                                            .setAppellant(signer)
                                            .setReason(consent.getDigest())));
            case CONSENT_KIND_APPROVAL -> approve(task, worker);
            case CONSENT_KIND_CLAIM,
                    CONSENT_KIND_SETTLEMENT,
                    CONSENT_KIND_UNSPECIFIED,
                    UNRECOGNIZED ->
                    throw new IllegalArgumentException(kind.name());
        }
    }

    public void approve(EscrowedTask task, String worker) {
        end(task, EscrowChanged.newBuilder().setApproved(Approved.newBuilder().setWorker(worker)));
    }

    /** The payment of a task that has just ended is refused. */
    public void credit(EscrowedTask task, String account, String amount) {
        credits.put(account, new BigInteger(amount));
        end(
                task,
                EscrowChanged.newBuilder()
                        .setCredited(Credited.newBuilder().setAccount(account).setAmount(amount)));
    }

    /** What waits for an account. */
    BigInteger creditOf(String account) {
        return credits.getOrDefault(account, BigInteger.ZERO);
    }

    public void cancel(EscrowedTask task) {
        end(task, EscrowChanged.newBuilder().setCancelled(Cancelled.getDefaultInstance()));
    }

    void settle(EscrowedTask task, int share) {
        end(
                task,
                EscrowChanged.newBuilder()
                        .setSettled(
                                Settled.newBuilder()
                                        .setWorker(now(task).getWorker())
                                        .setShare(share)));
    }

    void rule(EscrowedTask task, int share, String reason) {
        EscrowState now = now(task);
        if (now.getStatus() == EscrowStatus.ESCROW_STATUS_DISPUTED) {
            emit(
                    task,
                    moved(now, EscrowStatus.ESCROW_STATUS_RULED, in(policy(task).getAppealWindow()))
                            .toBuilder()
                            .setRuledShare(share)
                            .build(),
                    EscrowChanged.newBuilder()
                            .setRuled(Ruled.newBuilder().setShare(share).setReason(reason)));
        } else {
            emit(
                    task,
                    EscrowState.getDefaultInstance(),
                    EscrowChanged.newBuilder()
                            .setRuled(Ruled.newBuilder().setShare(share).setReason(reason)));
            end(
                    task,
                    EscrowChanged.newBuilder()
                            .setResolved(
                                    Resolved.newBuilder()
                                            .setWorker(now.getWorker())
                                            .setShare(share)));
        }
    }

    private void resolve(EscrowedTask task, int share) {
        end(
                task,
                EscrowChanged.newBuilder()
                        .setResolved(
                                Resolved.newBuilder()
                                        .setWorker(now(task).getWorker())
                                        .setShare(share)));
    }

    void execute(EscrowedTask task, Verb verb) {
        EscrowState now = now(task);
        switch (verb) {
            case VERB_LAPSE -> reopen(task, now.getWorker());
            case VERB_REFUND ->
                    end(
                            task,
                            EscrowChanged.newBuilder().setRefunded(Refunded.getDefaultInstance()));
            case VERB_RELEASE ->
                    end(
                            task,
                            EscrowChanged.newBuilder()
                                    .setReleased(Released.newBuilder().setWorker(now.getWorker())));
            case VERB_EXECUTE_RULING -> resolve(task, now.getRuledShare());
            case VERB_EXECUTE_DEFAULT -> resolve(task, policy(task).getDefaultShare());
            case VERB_CANCEL, VERB_APPROVE, VERB_UNSPECIFIED, UNRECOGNIZED ->
                    throw new IllegalArgumentException(verb.name());
        }
    }

    private void reopen(EscrowedTask task, String worker) {
        emit(
                task,
                state(EscrowStatus.ESCROW_STATUS_OPEN, "", block.get() + 1, 0, deadline(task)),
                EscrowChanged.newBuilder().setReopened(Reopened.newBuilder().setWorker(worker)));
    }

    /** Tells all that counts once more. */
    synchronized int retell(String key) {
        List<EscrowChanged> all = told.getOrDefault(key, List.of());
        all.forEach(changed -> teller.accept(key, changed));
        return all.size();
    }

    /** Takes back what was told last. */
    public void revert(EscrowedTask task, int events) {
        List<EscrowChanged> all = Objects.requireNonNull(told.get(keyOf(task)));
        List<EscrowChanged> gone = all.subList(all.size() - events, all.size());
        long from = gone.getFirst().getPlace().getBlockNumber();
        gone.clear();
        states.put(
                keyOf(task),
                all.isEmpty() ? EscrowState.getDefaultInstance() : all.getLast().getState());
        teller.accept(
                keyOf(task),
                EscrowReverted.newBuilder()
                        .setTaskKey(keyOf(task))
                        .setTaskId(policy(task).getTaskId())
                        .setFromBlock(from)
                        .build());
    }

    private void end(EscrowedTask task, EscrowChanged.Builder event) {
        emit(task, EscrowState.getDefaultInstance(), event);
    }

    private synchronized void emit(
            EscrowedTask task, EscrowState state, EscrowChanged.Builder event) {
        String key = keyOf(task);
        long number = block.incrementAndGet();
        EscrowChanged changed =
                event.setTaskKey(key)
                        .setTaskId(policy(task).getTaskId())
                        .setState(state)
                        .setPlace(
                                Place.newBuilder()
                                        .setBlockNumber(number)
                                        .setBlockHash(Sha256.of("block" + number))
                                        .setBlockTime(Instant.now().getEpochSecond())
                                        .setTransactionHash(Sha256.of("transaction" + number)))
                        .build();
        states.put(key, state);
        told.computeIfAbsent(key, _ -> new ArrayList<>()).add(changed);
        if (!losing) {
            teller.accept(key, changed);
        }
    }

    private EscrowState now(EscrowedTask task) {
        return Objects.requireNonNull(states.get(keyOf(task)), "the task is not funded");
    }

    private static EscrowState moved(EscrowState from, EscrowStatus status, long clock) {
        return from.toBuilder().setStatus(status).setClock(clock).build();
    }

    private static EscrowState state(
            EscrowStatus status, String worker, long openedIn, int round, long clock) {
        return EscrowState.newBuilder()
                .setStatus(status)
                .setWorker(worker)
                .setOpenedIn(openedIn)
                .setRound(round)
                .setClock(clock)
                .build();
    }

    private static Policy policy(EscrowedTask task) {
        return task.getTerms().getPolicy();
    }

    private static long deadline(EscrowedTask task) {
        return policy(task).getClaimDeadline();
    }

    private static long in(long seconds) {
        return Instant.now().getEpochSecond() + seconds;
    }
}
