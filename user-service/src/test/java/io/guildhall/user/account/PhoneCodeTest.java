package io.guildhall.user.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PhoneCodeTest {
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    private static final Instant END = NOW.plusSeconds(600);

    private final PhoneCode code = new PhoneCode(new PhoneNumber("13800138000"), "mac", END);

    @Test
    void mayBeTriedFiveTimes() {
        for (int i = 0; i < 5; i++) {
            assertThat(code.tryOnce(NOW)).isTrue();
        }

        assertThat(code.tryOnce(NOW)).isFalse();
    }

    @Test
    void isWorthNothingAtItsEnd() {
        assertThat(code.tryOnce(END.minusMillis(1))).isTrue();
        assertThat(code.tryOnce(END)).isFalse();
    }
}
