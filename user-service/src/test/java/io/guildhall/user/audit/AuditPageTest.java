package io.guildhall.user.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditPageTest {
    @Test
    void findsThePlaceAgainFromItsCursor() {
        AuditPage.Key key = new AuditPage.Key(Instant.parse("2026-11-22T08:00:00.123456Z"), 42);

        assertThat(AuditPage.Key.of(key.cursor())).contains(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.", ".1", "1.2.3", "x.1", "1.-1", "1.9999999999999999999"})
    void refusesACursorThatNoPageGave(String text) {
        String cursor =
                Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));

        assertThat(AuditPage.Key.of(cursor)).isEmpty();
        assertThat(AuditPage.Key.of("§" + cursor)).isEmpty();
    }
}
