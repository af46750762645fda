package io.guildhall.user.audit;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the log as people read it.
 *
 * @param id its place in the chain
 * @param actorName what the actor is called today; null when there was none
 * @param subjectName what the subject is called today, where it is a user that there is
 * @param seal keyed hash that ties it to the entry before; who keeps a copy can prove a later change
 */
public record AuditEntry(
        long id,
        String action,
        String service,
        @Nullable Long actorId,
        @Nullable String actorName,
        String subject,
        @Nullable String subjectName,
        String outcome,
        @Nullable String clientAddress,
        @Nullable String traceId,
        Map<String, String> details,
        Instant occurredAt,
        String seal) {}
