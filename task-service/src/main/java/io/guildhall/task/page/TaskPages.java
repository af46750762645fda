package io.guildhall.task.page;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.defaults.security.CurrentUser;
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
import io.guildhall.task.market.Task;
import io.guildhall.task.market.TaskBook;
import io.guildhall.task.player.PlayerView;
import io.guildhall.task.player.Players;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    private final TransactionOperations transaction;

    TaskPages(
            TaskBook tasks,
            Promises promises,
            Players players,
            EscrowWatch escrow,
            EscrowProperties properties,
            TransactionOperations transaction) {
        this.tasks = tasks;
        this.promises = promises;
        this.players = players;
        this.escrow = escrow;
        this.properties = properties;
        this.transaction = transaction;
    }

    /** All that the database has of it, read in one transaction. */
    private record Found(Task task, Optional<Promise> promise) {}

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
        return new Found(task, key == null ? Optional.empty() : promises.find(key));
    }

    private TaskView view(Found found, @Nullable CurrentUser reader) {
        Task task = found.task();
        Instant now = escrow.now();
        Brief brief = task.brief();
        ChainState chain = task.chain();
        Long workerId = chain == null ? null : chain.workerId();
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
                chain == null ? 0 : chain.round(),
                workerId == null ? null : people.get(workerId),
                chain == null ? null : chain.workerAddress(),
                task.status().isFunded() && chain != null ? chain.clockEndsAt() : null,
                NextStep.of(task, now),
                pending(task.pending()),
                ActionRules.of(task, reader, now),
                found.promise().map(this::escrow).orElse(null),
                List.of(),
                List.of(),
                null,
                task.refusalReason(),
                task.version());
    }

    private static TaskView.@Nullable Pending pending(@Nullable PendingStep step) {
        return step == null
                ? null
                : new TaskView.Pending(step.step(), step.since(), step.transaction());
    }

    private TaskView.EscrowView escrow(Promise promise) {
        Optional<EscrowFacts> facts = escrow.known();
        Terms terms = promise.terms();
        return new TaskView.EscrowView(
                facts.map(it -> BigInteger.valueOf(it.chainId())).orElse(null),
                facts.map(EscrowFacts::contract).orElse(null),
                promise.key(),
                null,
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
        Promise promise =
                transaction
                        .execute(_ -> find(taskId, reader))
                        .promise()
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
                null);
    }
}
