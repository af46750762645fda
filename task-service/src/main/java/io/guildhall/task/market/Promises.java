package io.guildhall.task.market;

import java.time.Instant;
import java.util.Optional;

/** Where promises are kept, and how their words are written. */
public interface Promises {
    /** Keeps a promise; one with the same key is the same promise. */
    void keep(Promise promise);

    Optional<Promise> find(String key);

    /** Until when a funding that the publisher was asked for may come; empty where none was asked for. */
    Optional<Instant> fundableUntil(long taskId);

    /** The one text of this content: sorted names, no white space. */
    String write(Content content);

    Content read(String text);
}
