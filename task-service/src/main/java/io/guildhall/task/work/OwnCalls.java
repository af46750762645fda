package io.guildhall.task.work;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.task.chronicle.ChainProjection;
import io.guildhall.task.escrow.Call;
import io.guildhall.task.escrow.Escrow;
import io.guildhall.task.escrow.EscrowVerb;
import io.guildhall.task.escrow.EscrowWatch;
import io.guildhall.task.escrow.Terms;
import io.guildhall.task.market.Promise;
import io.guildhall.task.market.Promises;
import io.guildhall.task.market.Step;
import io.guildhall.task.market.Task;
import io.guildhall.task.market.TaskBook;
import io.guildhall.task.player.Players;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Prepares what people send from their own wallets, without the platform between them and the contract. */
@Service
public class OwnCalls {
    private final TaskBook tasks;
    private final Promises promises;
    private final Players players;
    private final Escrow escrow;
    private final EscrowWatch watch;
    private final ChainProjection chain;
    private final TransactionOperations transaction;

    OwnCalls(
            TaskBook tasks,
            Promises promises,
            Players players,
            Escrow escrow,
            EscrowWatch watch,
            ChainProjection chain,
            TransactionOperations transaction) {
        this.tasks = tasks;
        this.promises = promises;
        this.players = players;
        this.escrow = escrow;
        this.watch = watch;
        this.chain = chain;
        this.transaction = transaction;
    }

    private record Found(Terms terms, @Nullable String worker) {}

    /**
     * The call for a verb that needs no signature of another.
     *
     * @throws ProblemException why it cannot be done now
     */
    public Call prepare(CurrentUser user, long taskId, EscrowVerb verb) {
        String from = players.exactAddress(user.id());
        Found found = transaction.execute(_ -> find(user, taskId, verb, from));
        return escrow.prepareCall(
                found.terms(), verb, from, verb == EscrowVerb.APPROVE ? found.worker() : null);
    }

    /**
     * The call that takes a second funding back. It is for the account that paid, which may be another than the linked one.
     *
     * @throws ProblemException {@code second-funding-not-found} when nothing is locked under that key, or not any more
     */
    public Call takeBack(CurrentUser user, long taskId, String key) {
        Terms terms = transaction.execute(_ -> secondFunding(user, taskId, key));
        return escrow.prepareCall(terms, EscrowVerb.CANCEL, terms.publisher(), null);
    }

    private Terms secondFunding(CurrentUser user, long taskId, String key) {
        Task task = tasks.getOwn(taskId, user);
        return chain.secondFundingsOf(task.id()).stream()
                .filter(it -> it.key().equals(key))
                .findFirst()
                .map(Promise::terms)
                .orElseThrow(
                        () ->
                                new ProblemException(
                                        ProblemKind.NOT_FOUND,
                                        "second-funding-not-found",
                                        "Nothing is locked under " + key));
    }

    private Found find(CurrentUser user, long taskId, EscrowVerb verb, String from) {
        Task task = tasks.getVisible(taskId, user);
        Step step = step(verb);
        task.requirePossible(step, user.id(), watch.now());
        if (step.party() == Step.Party.PUBLISHER) {
            task.requireSigner(step, user.id(), from);
        }
        Terms terms = promises.find(task.requireChain().escrowKey()).orElseThrow().terms();
        return new Found(terms, task.requireChain().workerAddress());
    }

    private static Step step(EscrowVerb verb) {
        return switch (verb) {
            case CANCEL -> Step.CANCEL;
            case APPROVE -> Step.APPROVAL;
            case LAPSE -> Step.LAPSE;
            case REFUND -> Step.REFUND;
            case RELEASE -> Step.RELEASE;
            case EXECUTE_RULING -> Step.EXECUTE_RULING;
            case EXECUTE_DEFAULT -> Step.EXECUTE_DEFAULT;
        };
    }
}
