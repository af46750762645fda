package io.guildhall.task.work;

import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.task.escrow.Call;
import io.guildhall.task.escrow.Escrow;
import io.guildhall.task.escrow.EscrowVerb;
import io.guildhall.task.escrow.EscrowWatch;
import io.guildhall.task.escrow.Terms;
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
    private final TransactionOperations transaction;

    OwnCalls(
            TaskBook tasks,
            Promises promises,
            Players players,
            Escrow escrow,
            EscrowWatch watch,
            TransactionOperations transaction) {
        this.tasks = tasks;
        this.promises = promises;
        this.players = players;
        this.escrow = escrow;
        this.watch = watch;
        this.transaction = transaction;
    }

    private record Found(Terms terms, @Nullable String worker) {}

    /**
     * The call for a verb that needs no signature of another.
     *
     * @throws io.guildhall.defaults.problem.ProblemException why it cannot be done now
     */
    public Call prepare(CurrentUser user, long taskId, EscrowVerb verb) {
        String from = players.exactAddress(user.id());
        Found found = transaction.execute(_ -> find(user, taskId, verb, from));
        return escrow.prepareCall(
                found.terms(), verb, from, verb == EscrowVerb.APPROVE ? found.worker() : null);
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
