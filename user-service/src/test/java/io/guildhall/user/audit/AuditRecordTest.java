package io.guildhall.user.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AuditRecordTest {
    @Test
    void cutsOverlongTextsBetweenCharacters() {
        AuditRecord entry = entry("x".repeat(199) + "😀", Map.of("k", "v".repeat(5_000)));

        assertThat(entry.subject()).isEqualTo("x".repeat(199));
        assertThat(entry.details()).containsEntry("k", "v".repeat(4_000));
    }

    @Test
    void keepsNoMoreDetailsThanARowHolds() {
        Map<String, String> many = new TreeMap<>();
        for (int i = 0; i < 80; i++) {
            many.put("key-%02d".formatted(i), "v");
        }

        assertThat(entry("user:1", many).details()).hasSize(50).containsKey("key-00");
    }

    @Test
    void replacesWhatAnAddressCannotHold() {
        AuditRecord entry =
                new AuditRecord(
                        "e",
                        "a",
                        "s",
                        null,
                        "user:1",
                        "SUCCESS",
                        "1.2.3.4\né",
                        "tr\tace",
                        Map.of(),
                        Instant.EPOCH);

        assertThat(entry.clientAddress()).isEqualTo("1.2.3.4??");
        assertThat(entry.traceId()).isEqualTo("tr?ace");
    }

    @Test
    void keepsTimesToTheMicrosecondThatTheDatabaseKeeps() {
        AuditRecord entry =
                new AuditRecord(
                        "e",
                        "a",
                        "s",
                        null,
                        "user:1",
                        "SUCCESS",
                        null,
                        null,
                        Map.of(),
                        Instant.parse("2026-11-22T08:00:00.123456789Z"));

        assertThat(entry.occurredAt()).isEqualTo("2026-11-22T08:00:00.123456Z");
    }

    private static AuditRecord entry(String subject, Map<String, String> details) {
        return new AuditRecord(
                "e", "a", "s", null, subject, "SUCCESS", null, null, details, Instant.EPOCH);
    }
}
