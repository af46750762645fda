package io.guildhall.task.market;

import io.guildhall.defaults.problem.FieldProblem;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.defaults.security.Permission;
import io.guildhall.task.escrow.EscrowProperties;
import io.guildhall.task.escrow.Limits;
import io.guildhall.task.escrow.Policy;
import io.guildhall.task.escrow.Terms;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A task. Until it is funded its publisher moves it by verbs; from then on it follows the chain, and what people
 * decide is a pending step until the chain confirms it. A verb that does not fit throws and names the status found.
 */
@Entity
@Table(name = "Task")
public class Task {
    private static final Set<TaskStatus> BEFORE_FUNDS =
            EnumSet.of(TaskStatus.IN_REVIEW, TaskStatus.AWAITING_FUNDS);

    private static final Duration FUNDING_PATIENCE = Duration.ofHours(1);

    @Id private long taskId;
    private long publisherId;
    @Embedded private Brief brief;
    private String excerpt;

    @Enumerated(EnumType.STRING)
    @Column(name = "task_status")
    private TaskStatus status = TaskStatus.DRAFT;

    private @Nullable String refusalReason;
    private Instant createdAt;
    private @Nullable Instant appliedAt;
    private @Nullable Instant openedAt;

    /** What the publisher was last asked to fund; once funded, what was. */
    private @Nullable String promiseKey;

    @Embedded private @Nullable ChainState chain;
    @Embedded private @Nullable PendingStep pending;

    @Version private @Nullable Long version;

    /** For Hibernate, which fills the fields in. */
    @SuppressWarnings("NullAway.Init")
    protected Task() {}

    /** A draft. */
    public Task(long taskId, long publisherId, Brief brief, Instant now) {
        this.taskId = taskId;
        this.publisherId = publisherId;
        this.brief = brief;
        this.excerpt = brief.excerpt();
        this.createdAt = now;
    }

    /**
     * Replaces what a draft says.
     *
     * @param expectedVersion the version that the writer saw
     * @throws ProblemException {@code task-wrong-status}, {@code task-version-conflict}
     */
    public void revise(Brief better, long expectedVersion) {
        require(TaskStatus.DRAFT);
        if (version() != expectedVersion) {
            throw new ProblemException(
                            ProblemKind.CONFLICT,
                            "task-version-conflict",
                            "The draft has version %d, expected %d"
                                    .formatted(version(), expectedVersion))
                    .with("version", Long.toString(version()));
        }
        brief = better;
        excerpt = better.excerpt();
    }

    /** Refuses unless it is a draft, which its publisher may throw away. */
    public void requireDraft() {
        require(TaskStatus.DRAFT);
    }

    /**
     * Asks for publication.
     *
     * @param trusted whether nobody needs to check it
     * @throws ProblemException {@code task-wrong-status}, {@code task-incomplete} with what is missing
     */
    public void apply(boolean trusted, Instant now, Limits limits, EscrowProperties properties) {
        require(TaskStatus.DRAFT);
        requireComplete(now, limits, properties);
        status = trusted ? TaskStatus.AWAITING_FUNDS : TaskStatus.IN_REVIEW;
        appliedAt = now;
        refusalReason = null;
    }

    /**
     * Refuses what cannot be funded, also when it only became so by waiting.
     *
     * @throws ProblemException {@code task-incomplete}
     */
    void requireComplete(Instant now, Limits limits, EscrowProperties properties) {
        List<FieldProblem> gaps = brief.gaps(now, limits, properties);
        if (!gaps.isEmpty()) {
            ProblemException refusal =
                    new ProblemException(
                            ProblemKind.INVALID,
                            "task-incomplete",
                            gaps.size() + " fields are missing or out of range");
            gaps.forEach(refusal::withField);
            throw refusal;
        }
    }

    /**
     * Takes the application back to the draft. A funding on its way holds it for a while; one that never arrives does
     * not hold it for ever.
     */
    public void withdraw(Instant now) {
        requireOneOf(BEFORE_FUNDS);
        if (pending != null && now.isBefore(pending.since().plus(FUNDING_PATIENCE))) {
            throw StepGuard.stepPending(pending);
        }
        pending = null;
        status = TaskStatus.DRAFT;
    }

    /** An admin lets it through. */
    public void accept() {
        require(TaskStatus.IN_REVIEW);
        status = TaskStatus.AWAITING_FUNDS;
    }

    /** An admin sends it back to the draft with a reason. */
    public void refuse(String reason) {
        require(TaskStatus.IN_REVIEW);
        status = TaskStatus.DRAFT;
        refusalReason = reason;
    }

    /** Refuses unless it waits for its funds and could still be funded. */
    public void requireFundable(Instant now, Limits limits, EscrowProperties properties) {
        require(TaskStatus.AWAITING_FUNDS);
        requireComplete(now, limits, properties);
    }

    /** The terms under which a complete task is funded. */
    public Terms terms(
            String publisher,
            String content,
            EscrowProperties properties,
            @Nullable String appealArbiter,
            Duration appealWindow) {
        return new Terms(
                publisher,
                content,
                brief.token().isEmpty() ? null : brief.token(),
                Objects.requireNonNull(brief.reward()),
                appealArbiter,
                new Policy(
                        taskId,
                        Objects.requireNonNull(brief.maxRevisions()),
                        properties.defaultShare(),
                        properties.feeRate(),
                        Math.toIntExact(appealWindow.toSeconds()),
                        Objects.requireNonNull(brief.reviewWindow()),
                        Objects.requireNonNull(brief.workWindow()),
                        Objects.requireNonNull(brief.claimDeadline())));
    }

    /** The promise that the publisher's wallet is asked to fund. */
    public void promise(String key) {
        require(TaskStatus.AWAITING_FUNDS);
        promiseKey = key;
    }

    /** Remembers the transaction that the publisher's wallet sent; a replacement replaces it. */
    public void rememberFunding(String transactionHash, Instant now) {
        require(TaskStatus.AWAITING_FUNDS);
        pending = new PendingStep(Step.FUNDING, now, publisherId, null, transactionHash);
    }

    /**
     * Refuses a step that the contract would refuse, or that somebody else was faster with.
     *
     * @param by who wants to take it; null for the platform's clock
     * @param now by the chain's clocks
     * @throws ProblemException {@code task-own}, {@code task-claimed-already}, {@code task-wrong-status},
     *     {@code task-not-party}, {@code task-step-pending}, {@code task-deadline-passed},
     *     {@code task-deadline-not-passed}, {@code task-no-revision-left}
     */
    public void requirePossible(Step step, @Nullable Long by, Instant now) {
        StepGuard.require(this, step, by, now);
    }

    /**
     * Refuses an account that is not the one the chain knows for this person: it was linked after the funding or the
     * claim.
     *
     * @throws ProblemException {@code wallet-changed}
     */
    public void requireSigner(Step step, long by, String signer) {
        StepGuard.requireSigner(this, step, by, signer);
    }

    /** A step is on its way; nothing else happens until the chain has answered. */
    public void begin(Step step, @Nullable Long by, long command, Instant since, Instant now) {
        requirePossible(step, by, now);
        pending = new PendingStep(step, since, by, command, null);
    }

    /** The step on its way will not come. */
    public void abandonStep() {
        pending = null;
    }

    /**
     * Becomes what the chain says. A funding under other terms than the draft's present ones brings its own words back.
     *
     * @param firstSeen when it comes on the market, unless it was there before
     */
    public void follow(
            TaskStatus told, ChainState state, Terms terms, Content content, Instant firstSeen) {
        if (chain == null || !chain.escrowKey().equals(state.escrowKey())) {
            adopt(state.escrowKey(), terms, content);
        }
        if (told != status || !state.equals(chain)) {
            pending = null;
        }
        status = told;
        chain = state;
        if (openedAt == null) {
            openedAt = firstSeen;
        }
    }

    private void adopt(String key, Terms terms, Content content) {
        promiseKey = key;
        Policy policy = terms.policy();
        brief =
                new Brief(
                        content.name(),
                        content.description(),
                        content.criteria(),
                        content.tags(),
                        terms.reward(),
                        terms.token() == null ? "" : terms.token(),
                        policy.claimDeadline(),
                        policy.reviewWindow(),
                        policy.workWindow(),
                        policy.maxRevisions(),
                        content.mode());
        excerpt = brief.excerpt();
    }

    /** The chain took the funding back: the task waits for its funds again. */
    public void unfund() {
        status = TaskStatus.AWAITING_FUNDS;
        chain = null;
        pending = null;
        openedAt = null;
    }

    /** Whether somebody may see what is handed in and argued: both sides and the arbiter. */
    public boolean isInsider(@Nullable CurrentUser reader) {
        return reader != null
                && (reader.id() == publisherId
                        || (chain != null && Objects.equals(chain.workerId(), reader.id()))
                        || reader.may(Permission.MANAGE_SYSTEM));
    }

    /** Refuses who is no such party of it. */
    public void requireParty(Step.Party party, long by) {
        StepGuard.requireParty(this, party, by);
    }

    /** Whether somebody is what a step asks for. */
    public boolean isParty(Step.Party party, long by) {
        return StepGuard.isParty(this, party, by);
    }

    /** Refuses in any other status. */
    public void requireOneOf(Set<TaskStatus> expected) {
        if (!expected.contains(status)) {
            throw wrongStatus(expected);
        }
    }

    private void require(TaskStatus expected) {
        if (status != expected) {
            throw wrongStatus(EnumSet.of(expected));
        }
    }

    private ProblemException wrongStatus(Set<TaskStatus> expected) {
        return new ProblemException(
                        ProblemKind.CONFLICT,
                        "task-wrong-status",
                        "The task is %s, expected %s".formatted(status, expected))
                .with("found", status.name())
                .with("expected", expected.stream().map(Enum::name).toList());
    }

    public long id() {
        return taskId;
    }

    public long publisherId() {
        return publisherId;
    }

    public Brief brief() {
        return brief;
    }

    public TaskStatus status() {
        return status;
    }

    public @Nullable String refusalReason() {
        return refusalReason;
    }

    /** Whether the publisher may ask for another revision. */
    public boolean hasRevisionLeft() {
        Integer most = brief.maxRevisions();
        return chain != null && most != null && chain.round() < most;
    }

    public String excerpt() {
        return excerpt;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public @Nullable Instant appliedAt() {
        return appliedAt;
    }

    public @Nullable Instant openedAt() {
        return openedAt;
    }

    public @Nullable String promiseKey() {
        return promiseKey;
    }

    public @Nullable ChainState chain() {
        return chain;
    }

    /** What the chain says of it, where it says something. */
    public ChainState requireChain() {
        if (chain == null) {
            throw wrongStatus(EnumSet.of(TaskStatus.OPEN));
        }
        return chain;
    }

    public @Nullable PendingStep pending() {
        return pending;
    }

    public long version() {
        return version == null ? 0 : version;
    }
}
