package io.guildhall.user.audit;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the log as people read it.
 *
 * @param id its place in the chain
 * @param actorName what the actor is called today; null when there was none
 * @param seal keyed hash that ties it to the entry before; who keeps a copy can prove a later change
 */
public record AuditEntry(
        long id,
        String action,
        String service,
        @Nullable Long actorId,
        @Nullable String actorName,
        String subject,
        String outcome,
        @Nullable String clientAddress,
        @Nullable String traceId,
        Map<String, String> details,
        Instant occurredAt,
        String seal) {}
