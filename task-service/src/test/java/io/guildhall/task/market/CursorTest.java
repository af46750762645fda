package io.guildhall.task.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.defaults.problem.ProblemException;
import java.math.BigInteger;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    @Test
    void comesBackAsItWas() {
        Cursor cursor = new Cursor("2026-01-02T03:04:05Z", 7);

        assertThat(Cursor.parse(cursor.text())).isEqualTo(cursor);
        assertThat(cursor.time()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(new Cursor("79228162514264337593543950335", 7).amount())
                .isEqualTo(BigInteger.TWO.pow(96).subtract(BigInteger.ONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1", "1.5", "", "1234567890123456789012345678901"})
    void hasNoAmountThatWouldFillTheMemoryOnceItIsWrittenOut(String value) {
        assertThatThrownBy(() -> new Cursor(value, 7).amount())
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo("invalid-request"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "+999999999-12-31T23:59:59Z", "-999999999-01-01T00:00:00Z", "1"})
    void hasNoTimeThatTheDatabaseCannotHave(String value) {
        assertThatThrownBy(() -> new Cursor(value, 7).time()).isInstanceOf(ProblemException.class);
    }
}
