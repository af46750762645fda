package io.guildhall.task.escrow;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where commands wait. */
public interface CommandRows {
    /** A command that waits. */
    record Waiting(long id, long taskId, int attempts, EscrowCommand command) {}

    void insert(long id, long taskId, EscrowCommand command, Instant now);

    /** Takes commands that are due; nobody else takes them before {@code until}. */
    List<Waiting> take(Instant now, Instant until, int limit);

    void given(long id);

    void postpone(long id, Instant dueAt);

    /** Lets it wait again where it was given; false when it has ended. */
    boolean waitAgain(long id, Instant dueAt);

    /** Ends it, also where it had ended otherwise, as after a reorganisation; false when it has ended so already. */
    boolean end(long id, boolean done);

    Optional<Long> taskOf(long id);

    /** Those of them that had no effect. */
    Set<Long> refusedAmong(Collection<Long> ids);

    long countWaiting();
}
