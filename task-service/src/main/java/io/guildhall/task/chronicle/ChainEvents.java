package io.guildhall.task.chronicle;

import java.time.Instant;
import java.util.List;

/** Where the chain's events are kept. */
public interface ChainEvents {
    /**
     * Keeps an event. One that stands at the same place of another block has gone with that block.
     *
     * @return false when it is there already
     */
    boolean keep(long taskId, ChainEvent event);

    /** What the chain said of a task's funding, in its order. */
    List<ChainEvent> of(String key);

    /**
     * Keys of promises that no event was heard of, by their claim deadlines and keys.
     *
     * @param from the first deadline that counts
     * @param after a key that was the last of an earlier answer, with its deadline as {@code from}; empty for the first
     */
    List<Unheard> unheard(Instant from, String after, int limit);

    /** A promise that no event was heard of. */
    record Unheard(String key, long taskId, Instant claimDeadline) {}

    /** Forgets what stands in a block or later. */
    int dropFrom(String key, long block);
}
