package io.guildhall.user.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneTimeCodesTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(US_ASCII);

    private static OptionalLong step(long second, String code) {
        Clock clock = Clock.fixed(Instant.ofEpochSecond(second), ZoneOffset.UTC);
        return new OneTimeCodes(clock).matchingStep(SECRET, code);
    }

    /** RFC 6238, appendix B; the last six of the eight digits there. */
    @ParameterizedTest
    @CsvSource({
        "59,287082",
        "1111111109,081804",
        "1111111111,050471",
        "1234567890,005924",
        "2000000000,279037"
    })
    void agreesWithTheStandard(long second, String code) {
        assertThat(step(second, code)).hasValue(second / 30);
    }

    @Test
    void takesANeighbourBecauseClocksDiffer() {
        assertThat(step(59 + 30, "287082")).hasValue(1);
        assertThat(step(59 - 30, "287082")).hasValue(1);
        assertThat(step(59 + 60, "287082")).isEmpty();
    }

    @Test
    void takesSixDigitsForACodeAndNothingElse() {
        assertThat(List.of("000000", "123456")).allMatch(OneTimeCodes::looksLikeCode);
        assertThat(List.of("", "12345", "1234567", "12345a", "abcd-efgh-ijkl-mnop", "123 456"))
                .noneMatch(OneTimeCodes::looksLikeCode);
    }

    /** RFC 4226, section 4: 128 bits at least, 160 recommended. */
    @Test
    void makesSecretsOfTheRecommendedLength() {
        OneTimeCodes codes = new OneTimeCodes(Clock.systemUTC());

        assertThat(codes.newSecret()).hasSize(20).isNotEqualTo(codes.newSecret());
    }

    @Test
    void usesAStepUp() {
        SecondFactor factor = new SecondFactor(1, new byte[0]);

        assertThat(factor.useStep(5)).isTrue();
        assertThat(factor.useStep(5)).isFalse();
        assertThat(factor.useStep(4)).isFalse();
        assertThat(factor.useStep(6)).isTrue();
    }

    /** RFC 4648, section 10. */
    @ParameterizedTest
    @CsvSource({
        "f,MY",
        "fo,MZXQ",
        "foo,MZXW6",
        "foob,MZXW6YQ",
        "fooba,MZXW6YTB",
        "foobar,MZXW6YTBOI"
    })
    void writesBase32(String text, String encoded) {
        assertThat(Base32.encode(text.getBytes(US_ASCII))).isEqualTo(encoded);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/142.0 Safari/537.36 Edg/142.0|Windows|Edge",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1|iPhone|Safari",
                "Mozilla/5.0 (Linux; Android 15) Chrome/142.0 Mobile Safari/537.36|Android|Chrome",
                "curl/8|?|?"
            })
    void tellsDevicesApart(String userAgent, String name, String browser) {
        assertThat(Device.of(userAgent)).isEqualTo(new Device(name, browser));
    }
}
