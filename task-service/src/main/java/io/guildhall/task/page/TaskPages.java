package io.guildhall.task.page;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.defaults.security.Permission;
import io.guildhall.task.candidate.Candidacy;
import io.guildhall.task.candidate.Candidates;
import io.guildhall.task.chronicle.ChainEvent;
import io.guildhall.task.chronicle.ChainEventKind;
import io.guildhall.task.chronicle.ChainProjection;
import io.guildhall.task.dispute.Disputes;
import io.guildhall.task.escrow.EscrowFacts;
import io.guildhall.task.escrow.EscrowProperties;
import io.guildhall.task.escrow.EscrowWatch;
import io.guildhall.task.escrow.Terms;
import io.guildhall.task.market.Brief;
import io.guildhall.task.market.ChainState;
import io.guildhall.task.market.NextStep;
import io.guildhall.task.market.PendingStep;
import io.guildhall.task.market.Promise;
import io.guildhall.task.market.Promises;
import io.guildhall.task.market.Step;
import io.guildhall.task.market.Task;
import io.guildhall.task.market.TaskBook;
import io.guildhall.task.player.PlayerView;
import io.guildhall.task.player.Players;
import io.guildhall.task.work.Credits;
import io.guildhall.task.work.Reasons;
import io.guildhall.task.work.Submissions;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Puts a task together for a reader. */
@Service
public class TaskPages {
    private final TaskBook tasks;
    private final Promises promises;
    private final Players players;
    private final EscrowWatch escrow;
    private final EscrowProperties properties;
    private final ChainProjection chain;
    private final Submissions submissions;
    private final Reasons reasons;
    private final Disputes disputes;
    private final Candidates candidates;
    private final TransactionOperations transaction;

    TaskPages(
            TaskBook tasks,
            Promises promises,
            Players players,
            EscrowWatch escrow,
            EscrowProperties properties,
            ChainProjection chain,
            Submissions submissions,
            Reasons reasons,
            Disputes disputes,
            Candidates candidates,
            TransactionOperations transaction) {
        this.tasks = tasks;
        this.promises = promises;
        this.players = players;
        this.escrow = escrow;
        this.properties = properties;
        this.chain = chain;
        this.submissions = submissions;
        this.reasons = reasons;
        this.disputes = disputes;
        this.candidates = candidates;
        this.transaction = transaction;
    }

    /** All that the database has of it, read in one transaction. */
    private record Found(
            Task task,
            Optional<Promise> promise,
            List<ChainEvent> events,
            List<Promise> secondFundings,
            List<Submissions.Entry> submissions,
            List<Reasons.Reason> reasons,
            List<Reasons.Offer> offers,
            List<Disputes.Said> statements,
            List<Disputes.Reason> rulings,
            Standing standing) {}

    /**
     * The task as this reader sees it. Not inside a transaction: names may have to be asked for.
     *
     * @throws io.guildhall.defaults.problem.ProblemException {@code task-not-found}, also for what the reader may not
     *     see
     */
    public TaskView read(long taskId, @Nullable CurrentUser reader) {
        Found found = transaction.execute(_ -> find(taskId, reader));
        return view(found, reader);
    }

    private Found find(long taskId, @Nullable CurrentUser reader) {
        Task task = tasks.getVisible(taskId, reader);
        String key = task.promiseKey();
        boolean insider = task.isInsider(reader);
        List<ChainEvent> events = key == null ? List.of() : chain.eventsOf(key);
        return new Found(
                task,
                key == null ? Optional.empty() : promises.find(key),
                events,
                reader != null && reader.id() == task.publisherId()
                        ? chain.secondFundingsOf(taskId)
                        : List.of(),
                submissions(task, reader, events),
                insider ? reasons.of(taskId) : List.of(),
                insider ? reasons.offers(task) : List.of(),
                insider ? disputes.statements(taskId) : List.of(),
                insider ? disputes.reasons(taskId) : List.of(),
                reader == null ? Standing.GUEST : standing(task, reader));
    }

    private Standing standing(Task task, CurrentUser reader) {
        return new Standing(
                candidates.candidacy(task, reader.id()),
                reader.may(Permission.MANAGE_SYSTEM) && disputes.ruledFirst(task, reader));
    }

    /** The worker's own, signed or not; for the publisher and the arbiter what the chain has of every worker. */
    private List<Submissions.Entry> submissions(
            Task task, @Nullable CurrentUser reader, List<ChainEvent> events) {
        if (reader == null || !task.isInsider(reader)) {
            return List.of();
        }
        if (task.isParty(Step.Party.WORKER, reader.id())) {
            return submissions.preparedBy(reader.id(), task.id());
        }
        Set<String> evidence =
                events.stream()
                        .filter(it -> it.kind() == ChainEventKind.SUBMITTED)
                        .map(ChainEvent::digest)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
        return evidence.isEmpty() ? List.of() : submissions.handedIn(task.id(), evidence);
    }

    private TaskView view(Found found, @Nullable CurrentUser reader) {
        Task task = found.task();
        Instant now = escrow.now();
        Brief brief = task.brief();
        ChainState state = task.chain();
        Long workerId = state == null ? null : state.workerId();
        Map<Long, PlayerView> people =
                players.views(
                        Stream.of(task.publisherId(), workerId).filter(Objects::nonNull).toList());
        BigInteger reward = brief.reward();
        return new TaskView(
                task.id(),
                brief.name(),
                task.excerpt(),
                brief.description(),
                brief.criteria(),
                reward == null ? null : reward.toString(),
                properties.token(brief.token()).orElse(null),
                Objects.requireNonNull(people.get(task.publisherId())),
                task.status(),
                task.status().publicStatus(),
                brief.mode(),
                brief.tags(),
                brief.claimDeadline(),
                task.createdAt(),
                task.openedAt(),
                brief.reviewWindow(),
                brief.workWindow(),
                brief.maxRevisions(),
                state == null ? 0 : state.round(),
                workerId == null ? null : people.get(workerId),
                state == null ? null : state.workerAddress(),
                task.status().isFunded() && state != null ? state.clockEndsAt() : null,
                NextStep.of(task, now),
                pending(task.pending()),
                ActionRules.of(
                        task,
                        reader,
                        found.standing(),
                        found.promise()
                                .map(it -> it.terms().policy().claimDeadline())
                                .orElse(Instant.MIN),
                        now),
                found.promise().map(it -> escrow(it, found.events())).orElse(null),
                found.secondFundings().stream().map(this::secondFunding).toList(),
                Credits.accountOf(task, found.events(), reader).orElse(null),
                WorkViews.submissions(found.submissions(), found.reasons(), found.events()),
                WorkViews.offers(found.offers(), task.publisherId()),
                task.isInsider(reader) ? dispute(found) : null,
                task.refusalReason(),
                found.standing().candidacy() == Candidacy.ASKED,
                task.version());
    }

    private TaskView.SecondFundingView secondFunding(Promise promise) {
        Terms terms = promise.terms();
        return new TaskView.SecondFundingView(
                promise.key(),
                terms.publisher(),
                terms.total().toString(),
                properties.token(terms.token() == null ? "" : terms.token()).orElse(null),
                terms.policy().claimDeadline());
    }

    private static TaskView.@Nullable Pending pending(@Nullable PendingStep step) {
        return step == null
                ? null
                : new TaskView.Pending(step.step(), step.since(), step.transaction());
    }

    private TaskView.EscrowView escrow(Promise promise, List<ChainEvent> events) {
        Optional<EscrowFacts> facts = escrow.known();
        Terms terms = promise.terms();
        return new TaskView.EscrowView(
                facts.map(it -> BigInteger.valueOf(it.chainId())).orElse(null),
                facts.map(EscrowFacts::contract).orElse(null),
                promise.key(),
                funding(events).map(it -> it.place().transactionHash()).orElse(null),
                terms.policy().feeRate(),
                terms.fee().toString(),
                terms.total().toString(),
                terms.appealArbiter(),
                terms.policy().appealWindow(),
                terms.policy().defaultShare());
    }

    /**
     * What proves the funds.
     *
     * @throws ProblemException {@code task-not-found}; {@code task-not-funded} before the publisher was asked to fund
     */
    public Receipt receipt(long taskId, @Nullable CurrentUser reader) {
        Found found = transaction.execute(_ -> find(taskId, reader));
        Promise promise =
                found.promise()
                        .orElseThrow(
                                () ->
                                        new ProblemException(
                                                ProblemKind.NOT_FOUND,
                                                "task-not-funded",
                                                "Nobody was asked to fund the task yet"));
        Terms terms = promise.terms();
        Optional<EscrowFacts> facts = escrow.known();
        return new Receipt(
                facts.map(it -> BigInteger.valueOf(it.chainId())).orElse(null),
                facts.map(EscrowFacts::contract).orElse(null),
                promise.key(),
                terms.publisher(),
                new Receipt.Terms(
                        terms.content(),
                        terms.token(),
                        terms.reward().toString(),
                        terms.appealArbiter(),
                        terms.policy().packed().toString()),
                promise.content(),
                funding(found.events())
                        .map(
                                it ->
                                        new Receipt.FundedIn(
                                                Long.toString(it.place().block()),
                                                it.place().transactionHash()))
                        .orElse(null));
    }

    private static TaskView.@Nullable DisputeView dispute(Found found) {
        return DisputeViews.of(
                found.task(),
                found.promise().map(it -> it.terms().policy().defaultShare()).orElse(0),
                found.events(),
                found.reasons(),
                found.statements(),
                found.rulings());
    }

    private static Optional<ChainEvent> funding(List<ChainEvent> events) {
        return events.stream().filter(it -> it.kind() == ChainEventKind.FUNDED).reduce((_, b) -> b);
    }
}
