package io.guildhall.task.candidate;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where candidatures are kept. */
public interface CandidateRows {
    /** Somebody who asks for a task. */
    record Candidature(
            long userId, String message, Instant createdAt, @Nullable Instant acceptedAt) {}

    /** Keeps a candidature; asking again changes the message. */
    void put(long taskId, long userId, String message, Instant now);

    /** Makes this one the chosen one; false where they did not ask. */
    boolean accept(long taskId, long userId, Instant now);

    Candidacy candidacy(long taskId, long userId);

    /** In the order in which they asked. */
    List<Candidature> of(long taskId, long afterUser, @Nullable Instant after, int limit);
}
