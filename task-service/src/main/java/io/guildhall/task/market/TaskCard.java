package io.guildhall.task.market;

import io.guildhall.task.escrow.Token;
import io.guildhall.task.player.PlayerView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task in a list.
 *
 * @param reward smallest units of the token, decimal; null in a draft that has none
 * @param publicStatus null before it is on the market
 * @param openedAt when it first came on the market
 */
public record TaskCard(
        long id,
        String name,
        String excerpt,
        @Nullable String reward,
        @Nullable Token token,
        PlayerView publisher,
        TaskStatus status,
        @Nullable PublicStatus publicStatus,
        TaskMode mode,
        List<String> tags,
        @Nullable Instant claimDeadline,
        @Nullable Instant clockEndsAt,
        @Nullable Instant openedAt,
        boolean pending) {
    /**
     * Cards in order.
     *
     * @param nextCursor pass it to get the next page; null at the end
     */
    public record Page(List<TaskCard> items, @Nullable String nextCursor) {
        public Page {
            items = List.copyOf(items);
        }
    }
}
