package io.guildhall.task.work;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.task.chronicle.ChainEvent;
import io.guildhall.task.chronicle.ChainEventKind;
import io.guildhall.task.chronicle.ChainProjection;
import io.guildhall.task.escrow.Escrow;
import io.guildhall.task.escrow.Withdrawal;
import io.guildhall.task.market.ChainState;
import io.guildhall.task.market.Task;
import io.guildhall.task.market.TaskBook;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Payments that their receivers could not take: they wait in the contract, and only the account they are for can pull them. */
@Service
public class Credits {
    private final TaskBook tasks;
    private final ChainProjection chain;
    private final Escrow escrow;
    private final TransactionOperations transaction;

    Credits(
            TaskBook tasks,
            ChainProjection chain,
            Escrow escrow,
            TransactionOperations transaction) {
        this.tasks = tasks;
        this.chain = chain;
        this.escrow = escrow;
        this.transaction = transaction;
    }

    private record Found(String account, @Nullable String token) {}

    /** The account of a reader that a task's end credited; empty where its payment arrived. */
    public static Optional<String> accountOf(
            Task task, List<ChainEvent> events, @Nullable CurrentUser reader) {
        ChainState state = task.chain();
        if (reader == null || state == null) {
            return Optional.empty();
        }
        return events.stream()
                .filter(it -> it.kind() == ChainEventKind.CREDITED)
                .flatMap(it -> Optional.ofNullable(it.account()).stream())
                .filter(account -> isOf(account, task, state, reader.id()))
                .findFirst();
    }

    private static boolean isOf(String account, Task task, ChainState state, long reader) {
        return (reader == task.publisherId() && account.equals(state.publisherAddress()))
                || (state.workerId() != null
                        && reader == state.workerId()
                        && account.equals(state.workerAddress()));
    }

    /**
     * What waits for the reader's account in the contract now, of this and all other tasks in that token, and the call that pulls
     * it.
     *
     * @param recipient where it goes; null for the account itself
     * @throws ProblemException {@code credit-not-found} where this task has credited nothing to the reader
     */
    public Withdrawal prepare(CurrentUser reader, long taskId, @Nullable String recipient) {
        Found found = transaction.execute(_ -> find(reader, taskId));
        return escrow.withdrawal(
                found.account(), found.token(), recipient == null ? found.account() : recipient);
    }

    private Found find(CurrentUser reader, long taskId) {
        Task task = tasks.getVisible(taskId, reader);
        String account =
                accountOf(task, chain.eventsOf(task.requireChain().escrowKey()), reader)
                        .orElseThrow(
                                () ->
                                        new ProblemException(
                                                ProblemKind.NOT_FOUND,
                                                "credit-not-found",
                                                "This task has left nothing for you in the contract"));
        String token = task.brief().token();
        return new Found(account, token.isEmpty() ? null : token);
    }
}
