package io.guildhall.user.siwe;

import static io.guildhall.user.siwe.SiweFixture.ADDRESS;
import static io.guildhall.user.siwe.SiweFixture.KEY;
import static io.guildhall.user.siwe.SiweFixture.NOW;
import static io.guildhall.user.siwe.SiweFixture.NO_CONTRACTS;
import static io.guildhall.user.siwe.SiweFixture.asked;
import static io.guildhall.user.siwe.SiweFixture.expectation;
import static io.guildhall.user.siwe.SiweFixture.sign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.user.siwe.SiweRefusal.Reason;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Sign;

class SiweVerifierTest {
    private final SiweVerifier verifier = new SiweVerifier(NO_CONTRACTS);

    @Test
    void acceptsWhatWasAskedForAndSigned() {
        String text = asked().text();

        assertThatCode(() -> verify(text, sign(text, KEY), NOW)).doesNotThrowAnyException();
    }

    @Test
    void acceptsTheSchemeOfOurOrigin() {
        String text = "https://" + asked().text();

        assertThatCode(() -> verify(text, sign(text, KEY), NOW)).doesNotThrowAnyException();
    }

    static Stream<Arguments> otherMessages() {
        String text = asked().text();
        return Stream.of(
                Arguments.of("http://" + text, Reason.SCHEME_MISMATCH),
                Arguments.of(
                        text.replace("guild.example:8443 wants", "guild.example wants"),
                        Reason.DOMAIN_MISMATCH),
                Arguments.of(
                        text.replace("guild.example:8443 wants", "x@guild.example:8443 wants"),
                        Reason.DOMAIN_MISMATCH),
                Arguments.of(
                        text.replace("guild.example:8443 wants", "GUILD.example:8443 wants"),
                        Reason.DOMAIN_MISMATCH),
                Arguments.of(
                        text.replace(ADDRESS, "0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2"),
                        Reason.ADDRESS_MISMATCH),
                Arguments.of(
                        text.replace("costs no gas", "gives you everything"),
                        Reason.STATEMENT_MISMATCH),
                Arguments.of(
                        text.replace("Sign in to Guildhall. It costs no gas.\n", ""),
                        Reason.STATEMENT_MISMATCH),
                Arguments.of(
                        text.replace(
                                "URI: https://guild.example:8443",
                                "URI: https://guild.example:8443/"),
                        Reason.URI_MISMATCH),
                Arguments.of(text.replace("URI: https:", "URI: http:"), Reason.URI_MISMATCH),
                Arguments.of(text.replace("Chain ID: 31337", "Chain ID: 1"), Reason.CHAIN_MISMATCH),
                Arguments.of(
                        text.replace("0123456789abcdef", "0123456789abcdeF"),
                        Reason.NONCE_MISMATCH),
                Arguments.of(text + "\nRequest ID: one", Reason.UNEXPECTED_FIELD),
                Arguments.of(
                        text + "\nResources:\n- https://other.example", Reason.UNEXPECTED_FIELD),
                Arguments.of(
                        text.replace(
                                "Issued At: 2026-11-22T08:00:00.000Z",
                                "Issued At: 2026-11-22T07:59:59.999Z"),
                        Reason.ISSUED_BEFORE_CHALLENGE),
                Arguments.of(
                        text.replace(
                                "Issued At: 2026-11-22T08:00:00.000Z",
                                "Issued At: 2026-11-22T08:00:30.001Z"),
                        Reason.ISSUED_IN_FUTURE),
                Arguments.of(
                        text.replace(
                                "Expiration Time: 2026-11-22T08:05:00.000Z",
                                "Expiration Time: 2026-11-22T08:00:00.000Z"),
                        Reason.EXPIRED),
                Arguments.of(
                        text + "\nNot Before: 2026-11-22T08:00:00.001Z", Reason.NOT_YET_VALID));
    }

    @ParameterizedTest
    @MethodSource("otherMessages")
    void refusesAMessageThatSaysSomethingElse(String text, Reason reason) {
        assertThat(text).isNotEqualTo(asked().text());
        assertThatThrownBy(() -> verify(text, sign(text, KEY), NOW))
                .isInstanceOfSatisfying(
                        SiweRefusal.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }

    @Test
    void refusesAMessageOnceItHasExpired() {
        String text = asked().text();
        Instant end = NOW.plusSeconds(300);

        assertThatCode(() -> verify(text, sign(text, KEY), end.minusMillis(1)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> verify(text, sign(text, KEY), end))
                .isInstanceOf(SiweRefusal.class);
    }

    @Test
    void refusesTheSignatureOfAnotherKeyAndOfAnotherText() {
        String text = asked().text();
        ECKeyPair other = ECKeyPair.create(BigInteger.TWO);

        assertThatThrownBy(() -> verify(text, sign(text, other), NOW))
                .isInstanceOfSatisfying(
                        SiweRefusal.class,
                        refusal ->
                                assertThat(refusal.reason()).isEqualTo(Reason.SIGNATURE_INVALID));
        assertThatThrownBy(() -> verify(text, sign(text + " ", KEY), NOW))
                .isInstanceOf(SiweRefusal.class);
    }

    @Test
    void takesBothFormsOfV() {
        String text = asked().text();
        byte[] signature = PersonalSignature.bytes(sign(text, KEY)).orElseThrow();
        byte[] hash = PersonalSignature.hash(text);

        assertThat(signature[64]).isBetween((byte) 27, (byte) 28);
        assertThat(PersonalSignature.signer(hash, signature)).contains(ADDRESS);
        signature[64] = (byte) (signature[64] - 27);
        assertThat(PersonalSignature.signer(hash, signature)).contains(ADDRESS);
    }

    @ParameterizedTest
    @ValueSource(bytes = {2, 26, 29, 35, -1, -27, 127, -128})
    void refusesOtherValuesOfV(byte v) {
        String text = asked().text();
        byte[] signature = PersonalSignature.bytes(sign(text, KEY)).orElseThrow();
        signature[64] = v;

        assertThat(PersonalSignature.signer(PersonalSignature.hash(text), signature)).isEmpty();
    }

    @Test
    void refusesTheHighTwinOfASignature() {
        String text = asked().text();
        byte[] hash = PersonalSignature.hash(text);
        String hex = sign(text, KEY);
        BigInteger s = new BigInteger(hex.substring(66, 130), 16);
        BigInteger twin = Sign.CURVE_PARAMS.getN().subtract(s);
        String v = hex.endsWith("1b") ? "1c" : "1b";
        String high = hex.substring(0, 66) + String.format("%064x", twin) + v;

        assertThat(PersonalSignature.signer(hash, PersonalSignature.bytes(high).orElseThrow()))
                .isEmpty();
    }

    @Test
    void refusesValuesOutsideTheCurve() {
        byte[] hash = PersonalSignature.hash("text");
        String n = Sign.CURVE_PARAMS.getN().toString(16);
        for (String r : new String[] {"0".repeat(64), n, "f".repeat(64)}) {
            for (String s : new String[] {"0".repeat(64), "0".repeat(63) + "1"}) {
                for (String v : new String[] {"1b", "1c", "00", "01"}) {
                    byte[] signature = HexFormat.of().parseHex(r + s + v);
                    assertThat(PersonalSignature.signer(hash, signature)).isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0x0", "0xzz", "1234", "0X12", "0x12 ", "0x1\n"})
    void refusesASignatureThatIsNoHex(String hex) {
        assertThat(PersonalSignature.bytes(hex)).isEmpty();
        assertThatThrownBy(() -> verify(asked().text(), hex, NOW)).isInstanceOf(SiweRefusal.class);
    }

    @Test
    void refusesASignatureOfAnotherLengthUnlessAContractApproves() {
        String text = asked().text();
        String longer = sign(text, KEY) + "00";

        assertThatThrownBy(() -> verify(text, longer, NOW)).isInstanceOf(SiweRefusal.class);
        assertThatCode(
                        () ->
                                new SiweVerifier((address, _, _) -> address.equals(ADDRESS))
                                        .verify(
                                                SiweMessage.parse(text),
                                                longer,
                                                expectation(),
                                                NOW))
                .doesNotThrowAnyException();
        assertThat(PersonalSignature.bytes("0x" + "00".repeat(4_097))).isEmpty();
    }

    @Test
    void asksNoContractWhenTheKeySigned() {
        ContractWallets outage =
                (_, _, _) -> {
                    throw new ProblemException(
                            ProblemKind.UNAVAILABLE, "chain-unavailable", "The node is down");
                };
        SiweVerifier withoutChain = new SiweVerifier(outage);
        String text = asked().text();
        SiweMessage message = SiweMessage.parse(text);

        assertThatCode(() -> withoutChain.verify(message, sign(text, KEY), expectation(), NOW))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> withoutChain.verify(message, "0x1234", expectation(), NOW))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo("chain-unavailable"));
    }

    private void verify(String text, String signature, Instant now) {
        verifier.verify(SiweMessage.parse(text), signature, expectation(), now);
    }
}
