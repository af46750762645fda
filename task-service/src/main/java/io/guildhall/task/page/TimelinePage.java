package io.guildhall.task.page;

import io.guildhall.task.escrow.Token;
import io.guildhall.task.timeline.TimelineKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of a task's timeline, latest first.
 *
 * @param nextCursor pass it to get what was before; null at the beginning
 */
public record TimelinePage(List<Entry> items, @Nullable String nextCursor) {
    public TimelinePage {
        items = List.copyOf(items);
    }

    /**
     * Something that happened.
     *
     * @param id its place on this task's timeline; the later the higher
     * @param actor null for a clock, the platform, or somebody unknown
     * @param amount smallest units of the token, decimal
     * @param details texts that explain the kind
     */
    public record Entry(
            long id,
            Instant at,
            TimelineKind kind,
            @Nullable ActingPerson actor,
            @Nullable String amount,
            @Nullable Token token,
            @Nullable String transactionHash,
            Map<String, String> details) {}

    /** Who did it. */
    public record ActingPerson(long id, String username) {}
}
