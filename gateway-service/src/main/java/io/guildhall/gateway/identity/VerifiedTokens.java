package io.guildhall.gateway.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/**
 * Remembers tokens that were verified, since a browser sends the same one with every request. Only good
 * tokens are kept, under their digest, until they expire or their key is withdrawn.
 */
class VerifiedTokens implements ReactiveJwtDecoder {
    private static final int MOST = 4_000;

    private final ReactiveJwtDecoder verifier;
    private final SigningKeys keys;
    private final Clock clock;
    private final Cache<ByteBuffer, Jwt> verified;

    VerifiedTokens(ReactiveJwtDecoder verifier, SigningKeys keys, Clock clock) {
        this.verifier = verifier;
        this.keys = keys;
        this.clock = clock;
        this.verified =
                Caffeine.newBuilder()
                        .maximumSize(MOST)
                        .expireAfter(Expiry.<ByteBuffer, Jwt>creating((_, jwt) -> timeLeft(jwt)))
                        .build();
    }

    @Override
    public Mono<Jwt> decode(String token) {
        return Mono.defer(
                () -> {
                    ByteBuffer digest = digest(token);
                    Jwt known = verified.getIfPresent(digest);
                    if (known != null && isStillGood(known)) {
                        return Mono.just(known);
                    }
                    return verifier.decode(token).doOnNext(jwt -> verified.put(digest, jwt));
                });
    }

    private boolean isStillGood(Jwt jwt) {
        return timeLeft(jwt).isPositive()
                && keys.trusts(String.valueOf(jwt.getHeaders().get("kid")));
    }

    private Duration timeLeft(Jwt jwt) {
        Instant end = Objects.requireNonNull(jwt.getExpiresAt(), "verified tokens have an end");
        return Duration.between(clock.instant(), end);
    }

    private static ByteBuffer digest(String token) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return ByteBuffer.wrap(sha256.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
