package io.guildhall.task.publishing;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.task.escrow.Escrow;
import io.guildhall.task.escrow.EscrowFacts;
import io.guildhall.task.escrow.EscrowProperties;
import io.guildhall.task.escrow.EscrowWatch;
import io.guildhall.task.escrow.FundingCalls;
import io.guildhall.task.escrow.Sha256;
import io.guildhall.task.escrow.Terms;
import io.guildhall.task.market.Content;
import io.guildhall.task.market.Promise;
import io.guildhall.task.market.Promises;
import io.guildhall.task.market.Task;
import io.guildhall.task.market.TaskBook;
import io.guildhall.task.player.Players;
import java.time.Duration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Prepares what a publisher's own wallet sends to lock the reward. */
@Service
public class Funding {
    private final TaskBook tasks;
    private final Promises promises;
    private final Players players;
    private final Escrow escrow;
    private final EscrowWatch watch;
    private final EscrowProperties properties;
    private final TransactionOperations transaction;

    Funding(
            TaskBook tasks,
            Promises promises,
            Players players,
            Escrow escrow,
            EscrowWatch watch,
            EscrowProperties properties,
            TransactionOperations transaction) {
        this.tasks = tasks;
        this.promises = promises;
        this.players = players;
        this.escrow = escrow;
        this.watch = watch;
        this.properties = properties;
        this.transaction = transaction;
    }

    /**
     * The calls that lock the reward. The promise that they make is kept, so that the funding is recognised whenever it
     * comes.
     *
     * @throws ProblemException {@code task-wrong-status}, {@code task-incomplete} when the deadline came too near,
     *     {@code wallet-required}, {@code chain-unavailable}, {@code escrow-paused}
     */
    public FundingCalls prepare(CurrentUser publisher, long taskId) {
        Task task = transaction.execute(_ -> fundable(taskId, publisher));
        String address = players.exactAddress(publisher.id());
        EscrowFacts facts = watch.require();
        String content = promises.write(Content.of(task.brief()));
        Terms terms = terms(task, address, Sha256.of(content), facts);
        FundingCalls calls = escrow.prepareFunding(terms);
        transaction.executeWithoutResult(
                _ -> {
                    Task same = tasks.lockOwn(taskId, publisher);
                    if (same.version() != task.version() && !same.brief().equals(task.brief())) {
                        throw new ProblemException(
                                ProblemKind.CONFLICT,
                                "task-version-conflict",
                                "The task changed meanwhile");
                    }
                    promises.keep(new Promise(calls.key(), terms, content));
                    same.promise(calls.key());
                    tasks.save(same);
                });
        return calls;
    }

    private Task fundable(long taskId, CurrentUser publisher) {
        Task task = tasks.getOwn(taskId, publisher);
        task.requireFundable(watch.now(), watch.limits(), properties);
        return task;
    }

    private Terms terms(Task task, String publisher, String content, EscrowFacts facts) {
        boolean appeals = facts.appealArbiter() != null && !properties.appealWindow().isZero();
        return task.terms(
                publisher,
                content,
                properties,
                appeals ? facts.appealArbiter() : null,
                appeals ? properties.appealWindow() : Duration.ZERO);
    }
}
