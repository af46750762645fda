package io.guildhall.task.chronicle;

import io.guildhall.task.market.TaskStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a task is after everything that the chain said of it. Depends on nothing but the events and their places, so that
 * duplicates, disorder and events taken back cannot leave a trace.
 *
 * @param worker who holds it, or held it when it ended
 */
public record ChainStory(
        TaskStatus status,
        @Nullable String worker,
        long openedIn,
        Instant clockEndsAt,
        int round,
        @Nullable Integer ruledShare) {
    /** Tells the story of events in the order of the chain; empty when the funding is not among them. */
    public static Optional<ChainStory> of(List<ChainEvent> events) {
        ChainStory story = null;
        for (ChainEvent event : events) {
            TaskStatus end = event.kind().end();
            if (end != null) {
                story = story == null ? null : story.ended(end, event);
            } else {
                story = told(event, story);
            }
        }
        return Optional.ofNullable(story);
    }

    /** An approval of an open task names its worker only now. */
    private ChainStory ended(TaskStatus end, ChainEvent event) {
        String last = worker == null ? event.account() : worker;
        return new ChainStory(end, last, openedIn, clockEndsAt, round, ruledShare);
    }

    /** A ruling that is final at once comes with the state after its payment: only the end that follows counts. */
    private static @Nullable ChainStory told(ChainEvent event, @Nullable ChainStory before) {
        if (event.status() == null || event.openedIn() == null || event.clockEndsAt() == null) {
            return before;
        }
        return new ChainStory(
                event.status(),
                event.worker(),
                event.openedIn(),
                event.clockEndsAt(),
                event.round() == null ? 0 : event.round(),
                event.ruledShare());
    }
}
