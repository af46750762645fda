package io.guildhall.user.siwe;

import static io.guildhall.user.siwe.SiweFixture.FULL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiweMessageTest {
    @Test
    void readsEveryField() {
        SiweMessage message = SiweMessage.parse(FULL);

        assertThat(message.scheme()).isEqualTo("https");
        assertThat(message.domain()).isEqualTo("guild.example:8443");
        assertThat(message.address()).isEqualTo(SiweFixture.ADDRESS);
        assertThat(message.statement())
                .isEqualTo("Sign in to Guildhall. It costs no gas (really).");
        assertThat(message.uri()).isEqualTo("https://guild.example:8443/login?from=here#top");
        assertThat(message.chain()).isEqualTo(BigInteger.valueOf(31_337));
        assertThat(message.nonce()).isEqualTo("0123456789abcdefABCDEF");
        assertThat(message.issuedAt().instant()).isEqualTo("2026-11-22T07:59:58.123Z");
        assertThat(Objects.requireNonNull(message.expirationTime()).instant())
                .isEqualTo("2026-11-22T07:04:58.500Z");
        assertThat(Objects.requireNonNull(message.notBefore()).instant())
                .isEqualTo("2026-11-22T08:29:00Z");
        assertThat(message.requestId()).isEqualTo("request-1:@%41");
        assertThat(message.resources())
                .isEqualTo(List.of("ipfs://bafy/one", "https://[2001:db8::1]:443/x;y=1?z"));
        assertThat(message.text()).isEqualTo(FULL);
    }

    /** Every single-character change anywhere: refused, or read as what it now says, to the letter. */
    @Test
    void readsNoChangedTextAsTheSameMessage() {
        SiweMessage original = SiweMessage.parse(FULL);
        String replacements = "\n\r\t\0 aZz09:/-.%#?\"<\\é–";
        int tried = 0;
        for (int i = 0; i <= FULL.length(); i++) {
            for (int j = 0; j < replacements.length(); j++) {
                char c = replacements.charAt(j);
                check(original, FULL.substring(0, i) + c + FULL.substring(i));
                if (i < FULL.length()) {
                    check(original, FULL.substring(0, i) + c + FULL.substring(i + 1));
                }
                tried++;
            }
            if (i < FULL.length()) {
                check(original, FULL.substring(0, i) + FULL.substring(i + 1));
            }
            check(original, FULL.substring(0, i));
        }
        assertThat(tried).isGreaterThan(10_000);
    }

    @Test
    void refusesLinesLeftOutDoubledOrExchanged() {
        SiweMessage original = SiweMessage.parse(FULL);
        List<String> lines = List.of(FULL.split("\n", -1));
        for (int i = 0; i < lines.size(); i++) {
            List<String> without = new ArrayList<>(lines);
            without.remove(i);
            check(original, String.join("\n", without));
            List<String> doubled = new ArrayList<>(lines);
            doubled.add(i, lines.get(i));
            check(original, String.join("\n", doubled));
            for (int j = i + 1; j < lines.size(); j++) {
                List<String> exchanged = new ArrayList<>(lines);
                Collections.swap(exchanged, i, j);
                check(original, String.join("\n", exchanged));
            }
            check(original, FULL.replace(lines.get(i), lines.get(i).toUpperCase(Locale.ROOT)));
            check(original, FULL.replace(lines.get(i), lines.get(i).toLowerCase(Locale.ROOT)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "URI: ",
                "Version: ",
                "Chain ID: ",
                "Nonce: ",
                "Issued At: ",
                "Resources:",
                "\n\n",
                " wants you to sign in with your Ethereum account:"
            })
    void refusesAMessageWithoutOneOfItsMarks(String mark) {
        assertThatThrownBy(() -> SiweMessage.parse(FULL.replace(mark, "")))
                .isInstanceOf(SiweFormatException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", " ", "\r", "\n- ", "\n- https://a.example\n", "\nResources:"})
    void refusesAnythingAfterTheEnd(String tail) {
        assertThatThrownBy(() -> SiweMessage.parse(FULL + tail))
                .isInstanceOf(SiweFormatException.class);
    }

    @Test
    void refusesWindowsLineEnds() {
        assertThatThrownBy(() -> SiweMessage.parse(FULL.replace("\n", "\r\n")))
                .isInstanceOf(SiweFormatException.class);
    }

    @Test
    void tellsNoStatementFromAnEmptyOne() {
        String statement = "Sign in to Guildhall. It costs no gas (really).\n";
        String none = FULL.replace(statement, "");
        String empty = FULL.replace(statement, "\n");

        assertThat(SiweMessage.parse(none).statement()).isNull();
        assertThat(SiweMessage.parse(empty).statement()).isEmpty();
        assertThat(SiweMessage.parse(empty).text()).isEqualTo(empty);
    }

    @Test
    void readsAnEmptyListOfResourcesAndAnEmptyRequestId() {
        String text = FULL.substring(0, FULL.indexOf("Request ID:")) + "Request ID: \nResources:";

        SiweMessage message = SiweMessage.parse(text);

        assertThat(message.requestId()).isEmpty();
        assertThat(message.resources()).isEmpty();
        assertThat(message.text()).isEqualTo(text);
    }

    @Test
    void namesTheFieldThatIsWrong() {
        assertThatThrownBy(
                        () ->
                                SiweMessage.parse(
                                        FULL.replace("Chain ID: 31337", "Chain ID: 0x7a69")))
                .isInstanceOfSatisfying(
                        SiweFormatException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("chain-id"))
                .hasMessageContaining("0x7a69");
    }

    @Test
    void refusesALongTextWithoutReadingIt() {
        String nonce = "n".repeat(SiweParser.LONGEST);

        assertThatThrownBy(() -> SiweMessage.parse(FULL.replace("0123456789abcdefABCDEF", nonce)))
                .isInstanceOf(SiweFormatException.class)
                .hasMessageContaining("at most");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2",
                "0xC02AAA39B223FE8D0A0E5C4F27EAD9083C756CC2",
                "0XC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2",
                "C02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2",
                "0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc",
                "0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc22",
                "0xg02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2",
                "0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc٢"
            })
    void refusesAddressesWithoutTheirChecksum(String address) {
        assertThat(Eip55.isChecksummed(address)).isFalse();
        assertThatThrownBy(() -> SiweMessage.parse(FULL.replace(SiweFixture.ADDRESS, address)))
                .isInstanceOf(SiweFormatException.class);
    }

    @Test
    void completesTheChecksumOfAnAddressThatHasNone() {
        String right = "0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2";

        assertThat(Eip55.checksummed(right.toLowerCase(Locale.ROOT))).contains(right);
        assertThat(Eip55.checksummed("0x" + right.substring(2).toUpperCase(Locale.ROOT)))
                .contains(right);
        assertThat(Eip55.checksummed(right)).contains(right);
        assertThat(Eip55.checksummed(right.replace("Cc2", "cC2"))).isEmpty();
        assertThat(Eip55.checksummed("guild.eth")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.example",
                "a:",
                "a:b",
                "urn:isbn:0451450523",
                "mailto:John.Doe@example.com",
                "tel:+1-816-555-1212",
                "ftp://ftp.is.co.za/rfc/rfc1808.txt",
                "a+b-c.1://x",
                "ldap://[2001:db8::7]/c=GB?objectClass?one",
                "telnet://192.0.2.16:80/",
                "http://999.1.1.1",
                "http://user:pass@host:/",
                "http://",
                "file:///etc/hosts",
                "http://a//b/../c;p=1",
                "http://[v1.fe80::a+en1]",
                "http://[::]",
                "http://[::ffff:192.0.2.1]",
                "http://[1:2:3:4:5:6:7:8]",
                "http://[1:2:3:4:5:6:7::]",
                "http://a%20b/%C3%A9?q=%00#%aF",
                "x:/a",
                "x:?q",
                "x:#f",
                "x:?#"
            })
    void takesUris(String uri) {
        assertThat(Rfc3986.isUri(uri)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "a",
                "//a.example",
                "/path",
                "?q",
                "1a:b",
                "-a:b",
                "a_b:c",
                "https//a",
                "ä:b",
                "http://a b",
                "http://a/ü",
                "http://a/%",
                "http://a/%2",
                "http://a/%2g",
                "http://a/<b>",
                "http://a/\"",
                "http://a/{b}",
                "http://a/|",
                "http://a/\\",
                "http://a/^",
                "http://a/`",
                "http://a#b#c",
                "http://a:b",
                "http://a:1:2",
                "http://a@b@c",
                "http://[::1",
                "http://::1",
                "http://[::1]x",
                "http://[1:2:3:4:5:6:7]",
                "http://[1:2:3:4:5:6:7:8:9]",
                "http://[1::2::3]",
                "http://[12345::]",
                "http://[::192.0.2.256]",
                "http://[::192.0.02.1]",
                "http://[:::]",
                "http://[1:2:3:4:5:6:7:8::]",
                "http://[192.0.2.1::]",
                "http://[fe80::1%25en1]",
                "http://[]",
                "http://[v.a]",
                "http://[vg.a]",
                "http://[v1.]",
                "http://[v1.a%20]",
                "http://a/[b]",
                "http://a/b\n",
                "http://a/b\0"
            })
    void refusesWhatIsNoUri(String uri) {
        assertThat(Rfc3986.isUri(uri)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-28T00:00:00Z, 2026-02-28T00:00:00Z",
        "2024-02-29T12:00:00Z, 2024-02-29T12:00:00Z",
        "2026-11-22t08:00:00z, 2026-11-22T08:00:00Z",
        "2026-11-22T08:00:00.1234567890123Z, 2026-11-22T08:00:00.123456789Z",
        "2026-11-22T00:30:00+23:59, 2026-11-21T00:31:00Z",
        "2026-11-22T08:00:00-00:00, 2026-11-22T08:00:00Z",
        "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z",
        "2016-12-31T15:59:60-08:00, 2017-01-01T00:00:00Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z"
    })
    void readsDateTimes(String text, String instant) {
        assertThat(SiweTime.parse(text).map(SiweTime::instant)).contains(Instant.parse(instant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-22",
                "2026-11-22T08:00:00",
                "2026-11-22 08:00:00Z",
                "2026-11-22T08:00Z",
                "2026-02-29T00:00:00Z",
                "2026-02-31T00:00:00Z",
                "2026-04-31T00:00:00Z",
                "1900-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-00-01T00:00:00Z",
                "2026-01-00T00:00:00Z",
                "2026-01-01T24:00:00Z",
                "2026-01-01T23:60:00Z",
                "2026-01-01T23:59:61Z",
                "2026-01-01T23:59:60Z",
                "2016-12-31T12:59:60Z",
                "2026-11-22T08:00:00.Z",
                "2026-11-22T08:00:00,5Z",
                "2026-11-22T08:00:00+1:00",
                "2026-11-22T08:00:00+24:00",
                "2026-11-22T08:00:00+01:60",
                "2026-11-22T08:00:00+0100",
                "2026-11-22T08:00:00ZZ",
                "26-11-22T08:00:00Z",
                "+2026-11-22T08:00:00Z",
                "2026-1-22T08:00:00Z",
                "2026-W47-7T08:00:00Z",
                "２026-11-22T08:00:00Z"
            })
    void refusesWhatIsNoDateTime(String text) {
        assertThat(SiweTime.parse(text)).isEqualTo(Optional.empty());
    }

    @Test
    void writesTimesWithMilliseconds() {
        assertThat(SiweTime.of(Instant.parse("2026-11-22T08:00:00Z")).text())
                .isEqualTo("2026-11-22T08:00:00.000Z");
        assertThat(SiweTime.of(Instant.parse("2026-11-22T08:00:00.123456Z")).text())
                .isEqualTo("2026-11-22T08:00:00.123Z");
    }

    private static void check(SiweMessage original, String changed) {
        if (changed.equals(FULL)) {
            return;
        }
        try {
            SiweMessage read = SiweMessage.parse(changed);
            assertThat(read).as(changed).isNotEqualTo(original);
            assertThat(read.text()).isEqualTo(changed);
        } catch (SiweFormatException refused) {
            assertThat(refused.field()).isNotEmpty();
        }
    }
}
