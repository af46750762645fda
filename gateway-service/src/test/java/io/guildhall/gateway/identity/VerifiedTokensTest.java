package io.guildhall.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.gateway.MovingClock;
import io.guildhall.gateway.TokenIssuer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import reactor.core.publisher.Mono;

class VerifiedTokensTest {
    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final int MORE_THAN_ARE_KEPT = 8_000;

    private final MovingClock clock = new MovingClock();
    private final AtomicInteger verified = new AtomicInteger();
    private final AtomicReference<String> published =
            new AtomicReference<>(new TokenIssuer("first").jwks());
    private final SigningKeys keys =
            new SigningKeys(Mono.fromSupplier(published::get), SigningKeysTest.properties(), clock);
    private final VerifiedTokens tokens = new VerifiedTokens(this::verify, keys, clock);

    private Mono<Jwt> verify(String token) {
        verified.incrementAndGet();
        if (token.startsWith("bad")) {
            return Mono.error(new BadJwtException("bad"));
        }
        return Mono.just(
                Jwt.withTokenValue(token)
                        .header("kid", "first")
                        .subject(token)
                        .expiresAt(clock.instant().plus(LIFE))
                        .build());
    }

    private Jwt decode(String token) {
        return tokens.decode(token).blockOptional().orElseThrow();
    }

    @BeforeEach
    void fetchKeys() {
        assertThat(keys.find("first").block()).isNotNull();
    }

    @Test
    void verifiesATokenOnce() {
        assertThat(decode("a").getSubject()).isEqualTo("a");
        assertThat(decode("a").getSubject()).isEqualTo("a");
        assertThat(decode("b").getSubject()).isEqualTo("b");

        assertThat(verified).hasValue(2);
    }

    @Test
    void believesNoTokenLongerThanItLives() {
        assertThat(decode("a").getSubject()).isEqualTo("a");

        clock.forward(LIFE);

        assertThat(decode("a").getSubject()).isEqualTo("a");
        assertThat(verified).hasValue(2);
    }

    @Test
    void believesNoTokenLongerThanItsKey() {
        assertThat(decode("a").getSubject()).isEqualTo("a");

        published.set(new TokenIssuer("second").jwks());
        clock.forward(Duration.ofMinutes(6));
        assertThat(keys.find("second").block()).isNotNull();

        assertThat(decode("a").getSubject()).isEqualTo("a");
        assertThat(verified).hasValue(2);
    }

    @Test
    void doesNotRememberWhatIsRefused() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> decode("bad")).isInstanceOf(BadJwtException.class);
        }

        assertThat(verified).hasValue(2);
    }

    @Test
    void remembersABoundedNumberOfTokens() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < MORE_THAN_ARE_KEPT; i++) {
                assertThat(decode("token-" + i).getSubject()).isNotEmpty();
            }
        }

        assertThat(verified).hasValueGreaterThan(MORE_THAN_ARE_KEPT + MORE_THAN_ARE_KEPT / 4);
    }
}
