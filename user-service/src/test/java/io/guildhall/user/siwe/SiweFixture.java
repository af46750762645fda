package io.guildhall.user.siwe;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;

/** Messages and the keys that sign them. */
final class SiweFixture {
    static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    static final ECKeyPair KEY = ECKeyPair.create(BigInteger.valueOf(0xA11CE));
    static final String ADDRESS = Keys.toChecksumAddress(Keys.getAddress(KEY));
    static final ContractWallets NO_CONTRACTS = (_, _, _) -> false;

    /** Every field that a message can have. */
    static final String FULL =
            """
            https://guild.example:8443 wants you to sign in with your Ethereum account:
            %s

            Sign in to Guildhall. It costs no gas (really).

            URI: https://guild.example:8443/login?from=here#top
            Version: 1
            Chain ID: 31337
            Nonce: 0123456789abcdefABCDEF
            Issued At: 2026-11-22T07:59:58.123Z
            Expiration Time: 2026-11-22T08:04:58.5+01:00
            Not Before: 2026-11-22T07:59:00-00:30
            Request ID: request-1:@%%41
            Resources:
            - ipfs://bafy/one
            - https://[2001:db8::1]:443/x;y=1?z"""
                    .formatted(ADDRESS);

    private SiweFixture() {}

    /** What this service would ask for. */
    static SiweMessage asked() {
        return new SiweMessage(
                null,
                "guild.example:8443",
                ADDRESS,
                "Sign in to Guildhall. It costs no gas.",
                "https://guild.example:8443",
                "31337",
                "0123456789abcdef",
                SiweTime.of(NOW),
                SiweTime.of(NOW.plusSeconds(300)),
                null,
                null,
                null);
    }

    static SiweExpectation expectation() {
        SiweMessage asked = asked();
        return new SiweExpectation(
                "https",
                asked.domain(),
                ADDRESS,
                asked.statement(),
                asked.uri(),
                asked.chain(),
                asked.nonce(),
                NOW,
                Duration.ofSeconds(30));
    }

    static String sign(String text, ECKeyPair key) {
        Sign.SignatureData data =
                Sign.signPrefixedMessage(text.getBytes(StandardCharsets.UTF_8), key);
        HexFormat hex = HexFormat.of();
        return "0x"
                + hex.formatHex(data.getR())
                + hex.formatHex(data.getS())
                + hex.formatHex(data.getV());
    }
}
