package io.guildhall.user.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One row of the chain as it is stored.
 *
 * @param details JSON text; its characters are under the seal, not their meaning
 * @param seal keyed hash over the seal before it and everything else here
 */
record AuditRow(
        long position,
        String eventId,
        String action,
        String service,
        @Nullable Long actorId,
        String subject,
        String outcome,
        @Nullable String clientAddress,
        @Nullable String traceId,
        String details,
        Instant occurredAt,
        String seal) {

    private static final Pattern USER = Pattern.compile("user:(\\d{1,18})");

    /** Whom it is about, where that is a user. */
    @Nullable Long subjectUserId() {
        Matcher user = USER.matcher(subject);
        return user.matches() ? Long.valueOf(user.group(1)) : null;
    }

    AuditRow sealed(String newSeal) {
        return new AuditRow(
                position,
                eventId,
                action,
                service,
                actorId,
                subject,
                outcome,
                clientAddress,
                traceId,
                details,
                occurredAt,
                newSeal);
    }

    /**
     * Everything in one text that no other row has: each field after its length, so that nothing can move from
     * one field into the next.
     */
    String canonical(String previousSeal) {
        StringBuilder text = new StringBuilder(200 + details.length());
        add(text, previousSeal);
        add(text, Long.toString(position));
        add(text, eventId);
        add(text, action);
        add(text, service);
        add(text, actorId == null ? null : actorId.toString());
        add(text, subject);
        add(text, outcome);
        add(text, clientAddress);
        add(text, traceId);
        add(text, details);
        add(text, Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, occurredAt)));
        return text.toString();
    }

    private static void add(StringBuilder text, @Nullable String field) {
        if (field == null) {
            text.append("-;");
        } else {
            text.append(field.length()).append(':').append(field).append(';');
        }
    }
}
