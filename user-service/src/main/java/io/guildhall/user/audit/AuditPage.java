package io.guildhall.user.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Entries, latest first.
 *
 * @param next where the following page begins; null at the end
 */
public record AuditPage(List<AuditEntry> entries, @Nullable Key next) {
    public AuditPage {
        entries = List.copyOf(entries);
    }

    /**
     * The last entry of a page.
     *
     * @param occurredAt to the microsecond
     * @param position breaks ties
     */
    public record Key(Instant occurredAt, long position) {
        private static final Pattern SHAPE = Pattern.compile("(-?\\d{1,18})\\.(\\d{1,18})");

        /** The key as clients carry it. */
        public String cursor() {
            long micros = ChronoUnit.MICROS.between(Instant.EPOCH, occurredAt);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((micros + "." + position).getBytes(StandardCharsets.US_ASCII));
        }

        /** The key that a client gave back, or nothing when it is none of ours. */
        public static Optional<Key> of(String cursor) {
            try {
                String text =
                        new String(
                                Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
                Matcher matcher = SHAPE.matcher(text);
                if (!matcher.matches()) {
                    return Optional.empty();
                }
                Instant at =
                        Instant.EPOCH.plus(Long.parseLong(matcher.group(1)), ChronoUnit.MICROS);
                return Optional.of(new Key(at, Long.parseLong(matcher.group(2))));
            } catch (IllegalArgumentException _) {
                return Optional.empty();
            }
        }
    }
}
