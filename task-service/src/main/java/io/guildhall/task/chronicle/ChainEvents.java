package io.guildhall.task.chronicle;

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

    /** Forgets what stands in a block or later. */
    int dropFrom(String key, long block);
}
