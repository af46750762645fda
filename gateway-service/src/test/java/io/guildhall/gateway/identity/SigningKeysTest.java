package io.guildhall.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.guildhall.gateway.MovingClock;
import io.guildhall.gateway.TokenIssuer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class SigningKeysTest {
    private static final String DOWN = "down";

    private final MovingClock clock = new MovingClock();
    private final AtomicInteger fetches = new AtomicInteger();
    private final AtomicReference<String> published =
            new AtomicReference<>(new TokenIssuer("first").jwks());
    private final SigningKeys keys = new SigningKeys(document(), properties(), clock);

    static TokenProperties properties() {
        return new TokenProperties(
                "guildhall",
                URI.create("http://localhost/keys"),
                Duration.ofMinutes(5),
                Duration.ofSeconds(2),
                Duration.ofHours(4));
    }

    @Test
    void fetchesOnceForManyQuestions() {
        for (int i = 0; i < 10; i++) {
            assertThat(knows("first")).isTrue();
        }

        assertThat(fetches).hasValue(1);
    }

    @Test
    void floodOfUnknownNamesFetchesOncePerInterval() {
        assertThat(knows("first")).isTrue();
        clock.forward(Duration.ofSeconds(3));

        for (int i = 0; i < 100; i++) {
            assertThat(knows("unknown-" + i)).isFalse();
        }

        assertThat(fetches).hasValue(2);
    }

    @Test
    void concurrentQuestionsShareOneFetch() {
        Sinks.One<String> answer = Sinks.one();
        SigningKeys slow =
                new SigningKeys(
                        Mono.defer(
                                () -> {
                                    fetches.incrementAndGet();
                                    return answer.asMono();
                                }),
                        properties(),
                        clock);
        Mono<Boolean> both = Mono.zip(slow.find("first"), slow.find("first")).map(_ -> true);

        Mono<Boolean> asked = both.cache();
        asked.subscribe();
        answer.tryEmitValue(published.get());

        assertThat(asked.block()).isTrue();
        assertThat(fetches).hasValue(1);
    }

    @Test
    void findsNewKeyAfterRotation() {
        assertThat(knows("first")).isTrue();
        clock.forward(Duration.ofSeconds(3));
        published.set(new TokenIssuer("second").jwks());

        assertThat(knows("second")).isTrue();
        assertThat(keys.trusts("first")).isFalse();
    }

    @Test
    void refreshesKnownKeysAheadOfNeed() {
        assertThat(knows("first")).isTrue();
        clock.forward(Duration.ofMinutes(6));

        assertThat(knows("first")).isTrue();

        assertThat(fetches).hasValue(2);
    }

    @Test
    void knownKeysSurviveAnOutageForSomeHours() {
        assertThat(knows("first")).isTrue();
        published.set(DOWN);

        clock.forward(Duration.ofHours(3));
        assertThat(knows("first")).isTrue();
        clock.forward(Duration.ofHours(2));
        assertThatThrownBy(() -> knows("first")).isInstanceOf(KeysUnavailableException.class);
    }

    @Test
    void outageIsNotAskedAgainAtEachRequest() {
        published.set(DOWN);

        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> knows("first")).isInstanceOf(KeysUnavailableException.class);
        }
        assertThat(fetches).hasValue(1);

        published.set(new TokenIssuer("first").jwks());
        clock.forward(Duration.ofSeconds(3));
        assertThat(knows("first")).isTrue();
    }

    @Test
    void answerThatIsNoKeySetCountsAsOutage() {
        published.set("<html>proxy error</html>");

        assertThatThrownBy(() -> knows("first")).isInstanceOf(KeysUnavailableException.class);
    }

    @Test
    void onlySigningKeysOnOurCurveCount() throws JOSEException {
        RSAKey rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
        var encryption =
                new ECKeyGenerator(Curve.P_256).keyID("enc").keyUse(KeyUse.ENCRYPTION).generate();
        var otherCurve = new ECKeyGenerator(Curve.P_384).keyID("p384").generate();
        published.set(new JWKSet(List.of(rsa, encryption, otherCurve)).toString());

        assertThat(List.of(knows("rsa"), knows("enc"), knows("p384"))).containsOnly(false);
    }

    @Test
    void onlyKeysWithANameAndForOurAlgorithmCount() throws JOSEException {
        var nameless = new ECKeyGenerator(Curve.P_256).generate();
        var other = new ECKeyGenerator(Curve.P_256).keyID("es384").algorithm(JWSAlgorithm.ES384);
        published.set(new JWKSet(List.of(nameless, other.generate())).toString());

        assertThat(knows("es384")).isFalse();
    }

    @Test
    void keysAreFetchedAgainWhileTokensAreOnlyRemembered() {
        assertThat(knows("first")).isTrue();
        published.set(new TokenIssuer("second").jwks());
        clock.forward(Duration.ofMinutes(6));

        assertThat(keys.trusts("first")).isTrue();

        assertThat(fetches).hasValue(2);
        assertThat(keys.trusts("first")).isFalse();
    }

    @Test
    void issuerThatGivesNoAnswerCountsAsOutage() {
        SigningKeys waiting = new SigningKeys(Mono.never(), properties(), clock);
        Mono<ECKey> question = waiting.find("first");

        assertThatThrownBy(() -> question.block(Duration.ofSeconds(20)))
                .isInstanceOf(KeysUnavailableException.class);
    }

    private boolean knows(String keyId) {
        return keys.find(keyId).blockOptional().isPresent();
    }

    private Mono<String> document() {
        return Mono.defer(
                () -> {
                    fetches.incrementAndGet();
                    String document = published.get();
                    return document.equals(DOWN)
                            ? Mono.error(new IllegalStateException(DOWN))
                            : Mono.just(document);
                });
    }
}
