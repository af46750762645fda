package io.guildhall.user.wallet;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.user.account.EthereumAddress;
import io.guildhall.user.site.SiteProperties;
import io.guildhall.user.siwe.ChainProperties;
import io.guildhall.user.siwe.ContractWallets;
import io.guildhall.user.siwe.Eip55;
import io.guildhall.user.siwe.SiweExpectation;
import io.guildhall.user.siwe.SiweFormatException;
import io.guildhall.user.siwe.SiweMessage;
import io.guildhall.user.siwe.SiweRefusal;
import io.guildhall.user.siwe.SiweVerifier;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Hands out challenges and checks what wallets make of them. No account is looked at here. */
@Service
public class WalletProofs {
    /** What the person reads before signing; EIP-4361 allows ASCII only. */
    static final String STATEMENT =
            "Prove to Guildhall that this account is yours. This sends no transaction and costs no gas.";

    static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);
    private static final String KIND = "wallet-challenge";
    private static final int NONCE_BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final OneTimeValues challenges;
    private final SiteProperties site;
    private final ChainProperties chain;
    private final SiweVerifier verifier;
    private final Clock clock;

    WalletProofs(
            OneTimeValues challenges,
            SiteProperties site,
            ChainProperties chain,
            ContractWallets contractWallets,
            Clock clock) {
        this.challenges = challenges;
        this.site = site;
        this.chain = chain;
        this.verifier = new SiweVerifier(contractWallets);
        this.clock = clock;
    }

    /**
     * A challenge for the holder of an address.
     *
     * @param address as a wallet gives it
     * @throws ProblemException {@code invalid-request} when it is none, or its checksum is wrong
     */
    public WalletChallenge challenge(String address) {
        String checksummed =
                Eip55.checksummed(address)
                        .orElseThrow(
                                () ->
                                        new ProblemException(
                                                        ProblemKind.INVALID,
                                                        "invalid-request",
                                                        "Some fields are not valid.")
                                                .withField(
                                                        "address",
                                                        "address-format",
                                                        "not an Ethereum address, expected 0x and"
                                                                + " 40 hex digits with a right"
                                                                + " checksum or none"));
        String nonce = nonce();
        Instant issuedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        put(nonce, issuedAt, checksummed, LIFETIME);
        return new WalletChallenge(
                nonce,
                site.publicUrl().getAuthority(),
                site.publicUrl().toString(),
                chain.id(),
                STATEMENT,
                issuedAt,
                issuedAt.plus(LIFETIME),
                SiweMessage.VERSION);
    }

    /**
     * That somebody holds an address, proved by answering a challenge.
     *
     * @param challengedAt when the challenge was issued
     */
    record Proof(EthereumAddress address, String nonce, Instant challengedAt) {}

    /**
     * Checks a signed challenge and uses it up, whatever comes of it; only when the chain gives no answer
     * may the same signature come again.
     *
     * @throws ProblemException {@code message-invalid} with a {@code reason}, {@code challenge-expired}, {@code
     *     signature-invalid}, or {@code chain-unavailable} when only the chain could tell
     */
    Proof prove(String text, String signature) {
        SiweMessage message = read(text);
        String[] challenge =
                challenges
                        .take(KIND, message.nonce())
                        .orElseThrow(
                                () ->
                                        refusal(
                                                "challenge-expired",
                                                "The nonce is unknown, used or too old, expected"
                                                        + " that of a new challenge"))
                        .split(" ", 2);
        Instant issuedAt = Instant.ofEpochMilli(Long.parseLong(challenge[0]));
        SiweExpectation expectation =
                new SiweExpectation(
                        site.publicUrl().getScheme(),
                        site.publicUrl().getAuthority(),
                        challenge[1],
                        STATEMENT,
                        site.publicUrl().toString(),
                        BigInteger.valueOf(chain.id()),
                        message.nonce(),
                        issuedAt,
                        CLOCK_SKEW);
        Instant now = clock.instant();
        if (!now.isBefore(issuedAt.plus(LIFETIME))) {
            // Redis forgets it too, but by its own clock.
            throw refusal("challenge-expired", "The challenge is older than " + LIFETIME);
        }
        Proof proof = new Proof(new EthereumAddress(message.address()), message.nonce(), issuedAt);
        try {
            verifier.verify(message, signature, expectation, now);
        } catch (SiweRefusal refusal) {
            throw problem(refusal);
        } catch (ProblemException problem) {
            if (problem.kind() == ProblemKind.UNAVAILABLE) {
                reopen(proof);
            }
            throw problem;
        }
        return proof;
    }

    /**
     * Lets the same signature be presented again, for the rest of the challenge's time: nothing was opened
     * with it, and nobody should have to sign twice to add a code.
     */
    void reopen(Proof proof) {
        Duration left = Duration.between(clock.instant(), proof.challengedAt().plus(LIFETIME));
        if (left.isPositive()) {
            put(proof.nonce(), proof.challengedAt(), proof.address().value(), left);
        }
    }

    private void put(String nonce, Instant issuedAt, String address, Duration lifetime) {
        challenges.put(KIND, nonce, issuedAt.toEpochMilli() + " " + address, lifetime);
    }

    private static SiweMessage read(String text) {
        try {
            return SiweMessage.parse(text);
        } catch (SiweFormatException e) {
            throw refusal("message-invalid", Optional.ofNullable(e.getMessage()).orElse(""))
                    .with("reason", "format-" + e.field());
        }
    }

    private static ProblemException problem(SiweRefusal refusal) {
        String detail = Optional.ofNullable(refusal.getMessage()).orElse("");
        return switch (refusal.reason()) {
            case SIGNATURE_INVALID -> refusal("signature-invalid", detail);
            case EXPIRED -> refusal("challenge-expired", detail);
            case SCHEME_MISMATCH,
                    DOMAIN_MISMATCH,
                    ADDRESS_MISMATCH,
                    STATEMENT_MISMATCH,
                    URI_MISMATCH,
                    CHAIN_MISMATCH,
                    NONCE_MISMATCH,
                    UNEXPECTED_FIELD,
                    ISSUED_BEFORE_CHALLENGE,
                    ISSUED_IN_FUTURE,
                    NOT_YET_VALID ->
                    refusal("message-invalid", detail).with("reason", refusal.reason().code());
        };
    }

    private static ProblemException refusal(String code, String detail) {
        return new ProblemException(ProblemKind.UNAUTHENTICATED, code, detail);
    }

    /** 128 random bits; hexadecimal digits are letters and digits, as EIP-4361 wants them. */
    private String nonce() {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
