package io.guildhall.user.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditRowTest {
    private static final Instant AT = Instant.parse("2026-11-22T08:00:00.123456Z");

    @Test
    void putsEveryFieldUnderTheSeal() {
        List<AuditRow> rows =
                List.of(
                        row(1, "e", "act", 5L, "subject", "trace", "{}", AT),
                        row(2, "e", "act", 5L, "subject", "trace", "{}", AT),
                        row(1, "f", "act", 5L, "subject", "trace", "{}", AT),
                        row(1, "e", "acts", 5L, "ubject", "trace", "{}", AT),
                        row(1, "e", "act", 6L, "subject", "trace", "{}", AT),
                        row(1, "e", "act", null, "subject", "trace", "{}", AT),
                        row(1, "e", "act", 5L, "subject", null, "{}", AT),
                        row(1, "e", "act", 5L, "subject", "", "{}", AT),
                        row(1, "e", "act", 5L, "subject", "trace", "{ }", AT),
                        row(1, "e", "act", 5L, "subject", "trace", "{}", AT.plusNanos(1_000)));

        Set<String> texts = new HashSet<>();
        rows.forEach(row -> texts.add(row.canonical("before")));
        texts.add(rows.getFirst().canonical("other"));

        assertThat(texts).hasSize(rows.size() + 1);
    }

    @Test
    void leavesTheSealItselfOut() {
        AuditRow row = row(1, "e", "act", 5L, "subject", "trace", "{}", AT);

        assertThat(row.sealed("one").canonical("")).isEqualTo(row.sealed("two").canonical(""));
    }

    @ParameterizedTest
    @CsvSource({
        "user:42,42",
        "user:,",
        "user:4x,",
        "task:42,",
        "audit-log,",
        "user:12345678901234567890,"
    })
    void tellsWhomItIsAbout(String subject, @Nullable Long userId) {
        assertThat(row(1, "e", "act", 5L, subject, "trace", "{}", AT).subjectUserId())
                .isEqualTo(userId);
    }

    private static AuditRow row(
            long position,
            String eventId,
            String action,
            @Nullable Long actor,
            String subject,
            @Nullable String trace,
            String details,
            Instant at) {
        return new AuditRow(
                position, eventId, action, "svc", actor, subject, "SUCCESS", null, trace, details,
                at, "");
    }
}
