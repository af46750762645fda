package io.guildhall.user.badge;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request as people read it; the username is today's. */
public record BadgeRequestView(
        long id,
        long userId,
        String username,
        String statement,
        List<String> links,
        RequestStatus status,
        @Nullable String reason,
        Instant createdAt,
        @Nullable Instant decidedAt,
        @Nullable Long decidedBy) {
    /**
     * Requests in order.
     *
     * @param next pass it as {@code after} to get the next page; null at the end
     */
    public record Page(List<BadgeRequestView> requests, @Nullable Long next) {
        public Page {
            requests = List.copyOf(requests);
        }
    }
}
