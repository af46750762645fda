package io.guildhall.user.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What to look for in the log; null means anything.
 *
 * @param from occurred at this time or later
 * @param to occurred before this time
 */
public record AuditQuery(
        @Nullable String action,
        @Nullable Long actorId,
        @Nullable String subject,
        @Nullable String outcome,
        @Nullable Instant from,
        @Nullable Instant to) {}
