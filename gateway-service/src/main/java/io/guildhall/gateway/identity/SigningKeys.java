package io.guildhall.gateway.identity;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The issuer's published keys. They are fetched without blocking, by one request at a time, and ahead of
 * need; a key id that nobody knows cannot cause more than one fetch per {@link TokenProperties#keysRetry()}.
 * When the issuer is down, the known keys go on serving.
 */
class SigningKeys {
    private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);
    private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(5);

    private final Mono<String> document;
    private final TokenProperties properties;
    private final Clock clock;
    private final AtomicReference<Snapshot> latest = new AtomicReference<>(Snapshot.NONE);
    private final AtomicReference<@Nullable Mono<Snapshot>> running = new AtomicReference<>();

    /**
     * Keys that come from a document.
     *
     * @param document fetches the JWK set anew at each subscription
     */
    SigningKeys(Mono<String> document, TokenProperties properties, Clock clock) {
        this.document = document;
        this.properties = properties;
        this.clock = clock;
    }

    /** The key of this id; empty when the issuer has none; an error when that cannot be found out. */
    Mono<ECKey> find(String keyId) {
        Snapshot known = current();
        ECKey key = known.keys().get(keyId);
        if (key != null) {
            if (isDue(known)) {
                refresh().subscribe();
            }
            return Mono.just(key);
        }
        if (running.get() == null && clock.instant().isBefore(nextTry(known))) {
            return missing(known, keyId);
        }
        return refresh().then(Mono.defer(() -> known(keyId)));
    }

    private Mono<ECKey> known(String keyId) {
        Snapshot known = current();
        ECKey key = known.keys().get(keyId);
        return key != null ? Mono.just(key) : missing(known, keyId);
    }

    /** Whether a token that was verified with this key may still be believed. */
    boolean trusts(String keyId) {
        Snapshot known = current();
        if (isDue(known)) {
            refresh().subscribe();
        }
        return known.keys().containsKey(keyId);
    }

    private Snapshot current() {
        Snapshot known = latest.get();
        boolean tooOld =
                clock.instant().isAfter(known.fetchedAt().plus(properties.keysSurviveOutage()));
        return tooOld ? known.withoutKeys() : known;
    }

    private boolean isDue(Snapshot known) {
        Instant due =
                known.reachable() ? known.fetchedAt().plus(properties.keysFresh()) : nextTry(known);
        return !clock.instant().isBefore(due);
    }

    private Instant nextTry(Snapshot known) {
        return known.triedAt().plus(properties.keysRetry());
    }

    private static Mono<ECKey> missing(Snapshot known, String keyId) {
        return known.reachable() ? Mono.empty() : Mono.error(new KeysUnavailableException(keyId));
    }

    private Mono<Snapshot> refresh() {
        Mono<Snapshot> fetch =
                fetch().doOnNext(latest::set).doFinally(_ -> running.set(null)).cache();
        Mono<Snapshot> already = running.compareAndExchange(null, fetch);
        return already == null ? fetch : already;
    }

    private Mono<Snapshot> fetch() {
        return document.timeout(FETCH_TIMEOUT)
                .map(SigningKeys::parse)
                .map(keys -> new Snapshot(keys, clock.instant(), clock.instant(), true))
                .onErrorResume(
                        failure -> {
                            log.warn("The issuer's keys cannot be fetched: {}", failure.toString());
                            return Mono.fromSupplier(() -> latest.get().failedAt(clock.instant()));
                        });
    }

    private static Map<String, ECKey> parse(String document) {
        try {
            return JWKSet.parse(document).getKeys().stream()
                    .filter(ECKey.class::isInstance)
                    .map(ECKey.class::cast)
                    .filter(SigningKeys::signsAccessTokens)
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    ECKey::getKeyID, ECKey::toPublicJWK, (first, _) -> first));
        } catch (ParseException e) {
            throw new IllegalStateException("The issuer's key document is no JWK set", e);
        }
    }

    private static boolean signsAccessTokens(ECKey key) {
        return key.getKeyID() != null
                && Curve.P_256.equals(key.getCurve())
                && (key.getKeyUse() == null || KeyUse.SIGNATURE.equals(key.getKeyUse()))
                && (key.getAlgorithm() == null || JWSAlgorithm.ES256.equals(key.getAlgorithm()));
    }

    private record Snapshot(
            Map<String, ECKey> keys, Instant fetchedAt, Instant triedAt, boolean reachable) {
        static final Snapshot NONE = new Snapshot(Map.of(), Instant.EPOCH, Instant.EPOCH, false);

        Snapshot failedAt(Instant time) {
            return new Snapshot(keys, fetchedAt, time, false);
        }

        Snapshot withoutKeys() {
            return new Snapshot(Map.of(), fetchedAt, triedAt, reachable);
        }
    }
}
