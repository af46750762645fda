package io.guildhall.user.badge.web;

import io.guildhall.user.badge.BadgeRequestView;
import io.guildhall.user.badge.RequestStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request for the badge as JSON. */
record VerificationRequest(
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
    static VerificationRequest of(BadgeRequestView view) {
        return new VerificationRequest(
                view.id(),
                view.userId(),
                view.username(),
                view.statement(),
                view.links(),
                view.status(),
                view.reason(),
                view.createdAt(),
                view.decidedAt(),
                view.decidedBy());
    }
}
