package io.guildhall.user.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.defaults.testing.MovingClock;
import io.guildhall.user.site.SiteProperties;
import io.guildhall.user.siwe.ChainProperties;
import io.guildhall.user.siwe.ContractWallets;
import io.guildhall.user.testing.WalletMessages;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;

class WalletProofsTest {
    private static final ECKeyPair KEY = ECKeyPair.create(BigInteger.valueOf(0xA11CE));
    private static final String ADDRESS = Keys.toChecksumAddress(Keys.getAddress(KEY));

    private final Map<String, String> kept = new HashMap<>();
    private final MovingClock clock = new MovingClock(Instant.parse("2026-11-22T08:00:00.123456Z"));
    private ContractWallets contracts = (_, _, _) -> false;
    private final WalletProofs proofs =
            new WalletProofs(
                    new InMemoryValues(),
                    new SiteProperties(URI.create("https://guild.example:8443/"), "1"),
                    new ChainProperties(
                            URI.create("http://127.0.0.1:1"), 31_337, Duration.ZERO, Duration.ZERO),
                    (address, hash, signature) -> contracts.approves(address, hash, signature),
                    clock);

    @Test
    void asksForOurDomainAndChain() {
        WalletChallenge challenge = proofs.challenge(ADDRESS);

        assertThat(challenge.domain()).isEqualTo("guild.example:8443");
        assertThat(challenge.uri()).isEqualTo("https://guild.example:8443");
        assertThat(challenge.chainId()).isEqualTo(31_337);
        assertThat(challenge.issuedAt()).isEqualTo("2026-11-22T08:00:00.123Z");
        assertThat(challenge.expirationTime()).isEqualTo("2026-11-22T08:05:00.123Z");
        assertThat(challenge.nonce()).matches("[0-9a-f]{32}");
        assertThat(proofs.challenge(ADDRESS).nonce()).isNotEqualTo(challenge.nonce());
    }

    @Test
    void provesTheAddressOfWhoSigned() {
        String text = text(proofs.challenge(ADDRESS.toLowerCase(Locale.ROOT)));

        assertThat(proofs.prove(text, sign(text)).address().value()).isEqualTo(ADDRESS);
    }

    @Test
    void acceptsAChallengeOnce() {
        String text = text(proofs.challenge(ADDRESS));
        proofs.prove(text, sign(text));

        assertRefused(text, sign(text), "challenge-expired");
    }

    @Test
    void usesAChallengeUpEvenWithAWrongSignature() {
        String text = text(proofs.challenge(ADDRESS));
        assertRefused(text, "0x1234", "signature-invalid");

        assertRefused(text, sign(text), "challenge-expired");
    }

    @Test
    void refusesANonceThatNobodyAskedFor() {
        WalletChallenge challenge = proofs.challenge(ADDRESS);
        String text = text(challenge).replace(challenge.nonce(), "f".repeat(32));

        assertRefused(text, sign(text), "challenge-expired");
    }

    @Test
    void refusesAChallengeAfterItsTime() {
        String text = text(proofs.challenge(ADDRESS));
        String withoutEnd = text.substring(0, text.indexOf("\nExpiration"));
        clock.move(WalletProofs.LIFETIME);

        assertRefused(withoutEnd, sign(withoutEnd), "challenge-expired");
    }

    @Test
    void refusesTheChallengeOfAnotherAddress() {
        WalletChallenge others = proofs.challenge("0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2");
        String text = text(others);

        assertThatThrownBy(() -> proofs.prove(text, sign(text)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> {
                            assertThat(problem.code()).isEqualTo("message-invalid");
                            assertThat(problem.properties())
                                    .containsEntry("reason", "address-mismatch");
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "guild.example:8443 wants, evil.example wants, domain-mismatch",
        "URI: https://guild.example:8443, URI: https://evil.example, uri-mismatch",
        "Chain ID: 31337, Chain ID: 1, chain-mismatch",
        "costs no gas, gives all my gold, statement-mismatch",
        "Issued At: 2026-11-22T08:00:00.123Z, Issued At: 2026-11-22T08:00:00.122Z, issued-before-challenge",
        "Issued At: 2026-11-22T08:00:00.123Z, Issued At: 2026-11-22T08:00:31Z, issued-in-future",
        "Version: 1, Version: 2, format-version",
        "Nonce:, nonce:, format-nonce"
    })
    void refusesAMessageThatIsNotOurs(String ours, String theirs, String reason) {
        String text = text(proofs.challenge(ADDRESS)).replace(ours, theirs);

        assertThatThrownBy(() -> proofs.prove(text, sign(text)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> {
                            assertThat(problem.kind()).isEqualTo(ProblemKind.UNAUTHENTICATED);
                            assertThat(problem.code()).isEqualTo("message-invalid");
                            assertThat(problem.properties()).containsEntry("reason", reason);
                        });
    }

    @Test
    void keepsTheChallengeWhileTheChainGivesNoAnswer() {
        String text = text(proofs.challenge(ADDRESS));
        contracts =
                (_, _, _) -> {
                    throw new ProblemException(
                            ProblemKind.UNAVAILABLE, "chain-unavailable", "The node is down");
                };
        assertRefused(text, "0x1234", "chain-unavailable");
        contracts = (_, _, _) -> true;

        assertThat(proofs.prove(text, "0x1234").address().value()).isEqualTo(ADDRESS);
        assertRefused(text, "0x1234", "challenge-expired");
    }

    @Test
    void usesAChallengeUpWhateverElseGoesWrong() {
        String text = text(proofs.challenge(ADDRESS));
        contracts =
                (_, _, _) -> {
                    throw new ProblemException(
                            ProblemKind.INVALID, "contract-refused", "The contract reverts");
                };

        assertRefused(text, "0x1234", "contract-refused");

        assertRefused(text, sign(text), "challenge-expired");
    }

    @Test
    void reopensAChallengeForTheRestOfItsTimeOnly() {
        String text = text(proofs.challenge(ADDRESS));
        WalletProofs.Proof proof = proofs.prove(text, sign(text));
        proofs.reopen(proof);
        WalletProofs.Proof again = proofs.prove(text, sign(text));
        clock.move(WalletProofs.LIFETIME);

        proofs.reopen(again);

        assertThat(kept).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0x",
                "guild.eth",
                "0xc02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2",
                "0x12 "
            })
    void asksNobodyWithoutARightAddress(String address) {
        assertThatThrownBy(() -> proofs.challenge(address))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> {
                            assertThat(problem.code()).isEqualTo("invalid-request");
                            assertThat(problem.fields().getFirst().field()).isEqualTo("address");
                        });
    }

    private void assertRefused(String text, String signature, String code) {
        assertThatThrownBy(() -> proofs.prove(text, signature))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(code));
    }

    private static String text(WalletChallenge challenge) {
        return WalletMessages.text(challenge, ADDRESS);
    }

    private static String sign(String text) {
        Sign.SignatureData data =
                Sign.signPrefixedMessage(text.getBytes(StandardCharsets.UTF_8), KEY);
        HexFormat hex = HexFormat.of();
        return "0x"
                + hex.formatHex(data.getR())
                + hex.formatHex(data.getS())
                + hex.formatHex(data.getV());
    }

    private final class InMemoryValues implements OneTimeValues {
        @Override
        public void put(String kind, String key, String value, Duration lifetime) {
            kept.put(kind + key, value);
        }

        @Override
        public Optional<String> take(String kind, String key) {
            return Optional.ofNullable(kept.remove(kind + key));
        }
    }
}
