package io.guildhall.user.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a service reports: who did what to whom. Longer texts are cut to what the log keeps: a record with an
 * overlong text is worth more than none.
 *
 * @param eventId CloudEvents id
 * @param action stable name, such as {@code user.banned}
 * @param service that recorded it
 * @param actorId null when nobody was logged in or the system acted
 * @param subject what it was done to, such as {@code user:738294723947}
 * @param outcome {@code SUCCESS}, {@code DENIED} or {@code FAILURE}
 * @param occurredAt to the microsecond
 */
public record AuditRecord(
        String eventId,
        String action,
        String service,
        @Nullable Long actorId,
        String subject,
        String outcome,
        @Nullable String clientAddress,
        @Nullable String traceId,
        Map<String, String> details,
        Instant occurredAt) {
    private static final int MOST_DETAILS = 50;
    private static final int LONGEST_DETAIL = 4_000;

    public AuditRecord {
        eventId = cut(eventId, 100);
        action = cut(action, 100);
        service = cut(service, 100);
        subject = cut(subject, 200);
        outcome = cut(ascii(outcome), 20);
        clientAddress = clientAddress == null ? null : cut(ascii(clientAddress), 45);
        traceId = traceId == null ? null : cut(ascii(traceId), 64);
        details = sorted(details);
        occurredAt = occurredAt.truncatedTo(ChronoUnit.MICROS);
    }

    private static Map<String, String> sorted(Map<String, String> details) {
        Map<String, String> sorted = new TreeMap<>();
        new TreeMap<>(details)
                .entrySet().stream()
                        .limit(MOST_DETAILS)
                        .forEach(
                                detail ->
                                        sorted.put(
                                                cut(detail.getKey(), 100),
                                                cut(detail.getValue(), LONGEST_DETAIL)));
        return sorted;
    }

    /** Cuts between characters, never inside one that takes two code units. */
    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end);
    }

    private static String ascii(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 127)
                ? text
                : text.replaceAll("[^ -~]", "?");
    }
}
