package io.guildhall.user.session;

import io.guildhall.user.secret.SecretBox;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The keys that sign access tokens. A new one is published before it signs; an old one stays published until
 * the last token that it signed has run out.
 */
@Component
public class SigningKeys {
    private static final String PURPOSE = "signing-key";
    private static final Duration RELOAD = Duration.ofSeconds(30);
    private static final Duration SHORTEST_RELOAD = Duration.ofSeconds(1);
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final SigningKeyRepository keys;
    private final SecretBox secrets;
    private final SessionProperties times;
    private final TransactionOperations transaction;
    private final Clock clock;

    private volatile @Nullable Loaded loaded;

    SigningKeys(
            SigningKeyRepository keys,
            SecretBox secrets,
            SessionProperties times,
            TransactionOperations transaction,
            Clock clock) {
        this.keys = keys;
        this.secrets = secrets;
        this.times = times;
        this.transaction = transaction;
        this.clock = clock;
    }

    private record Loaded(Instant at, List<Pair> pairs) {}

    private record Pair(
            String keyId,
            ECPublicKey publicKey,
            PrivateKey privateKey,
            Instant createdAt,
            Instant signsFrom,
            @Nullable Instant publishedUntil) {}

    /** A key to sign with. */
    record Signer(String keyId, PrivateKey privateKey) {}

    /** A key to verify with. */
    public record Verifier(String keyId, ECPublicKey publicKey) {}

    Signer current() {
        // The database rounds to microseconds: a first key that signs from now would begin after
        // now.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return signing(pairs(), now)
                .or(
                        () -> {
                            create(now);
                            return signing(reload(), now);
                        })
                .map(pair -> new Signer(pair.keyId(), pair.privateKey()))
                .orElseThrow(() -> new IllegalStateException("no key signs, expected one"));
    }

    private static Optional<Pair> signing(List<Pair> pairs, Instant now) {
        return pairs.stream()
                .filter(pair -> !pair.signsFrom().isAfter(now))
                .max(Comparator.comparing(Pair::signsFrom).thenComparing(Pair::keyId));
    }

    /** The keys that verifiers must know now. */
    public List<Verifier> published() {
        return published(pairs());
    }

    /** The same, read anew, but not more than once a second, whatever strangers send. */
    public List<Verifier> publishedAnew() {
        Loaded known = loaded;
        if (known != null && known.at().plus(SHORTEST_RELOAD).isAfter(clock.instant())) {
            return published(known.pairs());
        }
        return published(reload());
    }

    private List<Verifier> published(List<Pair> pairs) {
        Instant now = clock.instant();
        return pairs.stream()
                .filter(p -> p.publishedUntil() == null || p.publishedUntil().isAfter(now))
                .map(pair -> new Verifier(pair.keyId(), pair.publicKey()))
                .toList();
    }

    /** Prepares the next key when the youngest has signed for long enough, and forgets dead ones. */
    void rotate() {
        Instant now = clock.instant();
        boolean due =
                reload().stream()
                        .map(Pair::signsFrom)
                        .max(Comparator.naturalOrder())
                        .map(youngest -> !youngest.plus(times.keyRotation()).isAfter(now))
                        .orElse(true);
        transaction.executeWithoutResult(status -> keys.deleteUnpublished(now));
        if (due) {
            create(now);
        }
        reload();
    }

    private synchronized void create(Instant now) {
        List<SigningKey> present = keys.findAll();
        Instant signsFrom = present.isEmpty() ? now : now.plus(times.keyLead());
        KeyPair pair = generate();
        String keyId = UUID.randomUUID().toString();
        transaction.executeWithoutResult(
                status -> {
                    for (SigningKey old : keys.findAll()) {
                        old.retire(signsFrom.plus(times.accessToken()).plus(SKEW));
                    }
                    keys.save(
                            new SigningKey(
                                    keyId,
                                    pair.getPublic().getEncoded(),
                                    secrets.seal(PURPOSE, pair.getPrivate().getEncoded()),
                                    now,
                                    signsFrom));
                });
    }

    private List<Pair> pairs() {
        Loaded known = loaded;
        if (known != null && known.at().plus(RELOAD).isAfter(clock.instant())) {
            return known.pairs();
        }
        return reload();
    }

    private List<Pair> reload() {
        List<Pair> pairs = keys.findAll().stream().map(this::open).toList();
        loaded = new Loaded(clock.instant(), pairs);
        return pairs;
    }

    private Pair open(SigningKey key) {
        try {
            KeyFactory factory = KeyFactory.getInstance("EC");
            return new Pair(
                    key.keyId(),
                    (ECPublicKey) factory.generatePublic(new X509EncodedKeySpec(key.publicKey())),
                    factory.generatePrivate(
                            new PKCS8EncodedKeySpec(secrets.open(PURPOSE, key.sealedPrivateKey()))),
                    key.createdAt(),
                    key.signsFrom(),
                    key.publishedUntil());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot read signing key " + key.keyId(), e);
        }
    }

    private static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("P-256 is missing from this JDK", e);
        }
    }
}
