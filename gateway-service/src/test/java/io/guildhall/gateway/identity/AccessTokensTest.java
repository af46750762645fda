package io.guildhall.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.guildhall.gateway.TokenIssuer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

class AccessTokensTest {
    private final TokenIssuer issuer = new TokenIssuer("first");
    private final TokenIssuer stranger = new TokenIssuer("first");
    private final ReactiveJwtDecoder decoder =
            AccessTokens.verifier(
                    new SigningKeys(
                            Mono.just(issuer.jwks()),
                            SigningKeysTest.properties(),
                            Clock.systemUTC()),
                    "guildhall",
                    Clock.systemUTC());

    @Test
    void believesGoodToken() {
        assertThat(decode(issuer.tokenOf("42")).getSubject()).isEqualTo("42");
    }

    @Test
    void refusesKeyOfTheSameNameThatIsNotPublished() {
        refuses(stranger.tokenOf("42"));
    }

    @Test
    void refusesKeyThatTheTokenBrings() {
        JWSHeader header = stranger.header().jwk(stranger.key().toPublicJWK()).build();

        refuses(stranger.sign(header, _ -> {}));
    }

    @Test
    void refusesKeyFromAnAddressInTheToken() {
        JWSHeader header =
                stranger.header().jwkURL(URI.create("https://evil.example/keys")).build();

        refuses(stranger.sign(header, _ -> {}));
    }

    @Test
    void refusesTokenWithoutSignature() {
        refuses(new PlainJWT(TokenIssuer.claims(Instant.now()).build()).serialize());
        String[] parts = issuer.tokenOf("42").split("\\.", -1);
        refuses(parts[0] + "." + parts[1] + ".");
    }

    @Test
    void refusesPublicKeyAsSharedSecret() throws JOSEException {
        byte[] published = issuer.key().toPublicJWK().toString().getBytes(StandardCharsets.UTF_8);
        SignedJWT token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.HS256)
                                .type(new JOSEObjectType("at+jwt"))
                                .keyID("first")
                                .build(),
                        TokenIssuer.claims(Instant.now()).build());
        token.sign(new MACSigner(published));

        refuses(token.serialize());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../first", "first'--", "", "second", "http://evil.example/k"})
    void refusesKeyNamesThatAreNotPublished(String keyId) {
        refuses(issuer.sign(issuer.header().keyID(keyId).build(), _ -> {}));
    }

    @Test
    void refusesTokenThatNamesNoKey() {
        refuses(issuer.sign(issuer.header().keyID(null).build(), _ -> {}));
    }

    @Test
    void refusesOtherTypesOfTokens() {
        refuses(issuer.sign(issuer.header().type(JOSEObjectType.JWT).build(), _ -> {}));
        refuses(issuer.sign(issuer.header().type(null).build(), _ -> {}));
    }

    @Test
    void refusesUnknownCriticalHeader() {
        JWSHeader header =
                issuer.header().criticalParams(Set.of("b64x")).customParam("b64x", true).build();

        refuses(issuer.sign(header, _ -> {}));
    }

    @Test
    void refusesZeroSignature() {
        String[] parts = issuer.tokenOf("42").split("\\.", -1);

        refuses(parts[0] + "." + parts[1] + "." + Base64URL.encode(new byte[64]));
    }

    @Test
    void refusesOtherIssuerOrAudience() {
        refuses(claims -> claims.issuer("somebody"));
        refuses(claims -> claims.issuer(null));
        refuses(claims -> claims.audience("guildhall-admin"));
        refuses(claims -> claims.audience((String) null));
    }

    @Test
    void refusesTokensOutsideTheirTime() {
        Instant now = Instant.now();
        refuses(claims -> claims.expirationTime(Date.from(now.minus(Duration.ofMinutes(1)))));
        refuses(claims -> claims.issueTime(Date.from(now.plus(Duration.ofMinutes(5)))));
        refuses(claims -> claims.notBeforeTime(Date.from(now.plus(Duration.ofMinutes(5)))));
        refuses(claims -> claims.expirationTime(null));
    }

    @Test
    void believesTokensForHalfAMinuteBeyondTheirTime() {
        Instant now = Instant.now();

        assertThat(decode(expiring(now.minusSeconds(20))).getSubject()).isNotEmpty();
        refuses(expiring(now.minusSeconds(35)));
        refuses(claims -> claims.issueTime(Date.from(now.plusSeconds(50))));
    }

    private String expiring(Instant at) {
        return issuer.token(
                claims ->
                        claims.issueTime(Date.from(at.minusSeconds(900)))
                                .expirationTime(Date.from(at)));
    }

    @Test
    void tellsTheTimeOfTokensByTheClockItIsGiven() {
        ReactiveJwtDecoder tomorrow =
                AccessTokens.verifier(
                        new SigningKeys(
                                Mono.just(issuer.jwks()),
                                SigningKeysTest.properties(),
                                Clock.systemUTC()),
                        "guildhall",
                        Clock.offset(Clock.systemUTC(), Duration.ofDays(1)));
        String token = issuer.tokenOf("42");

        assertThatThrownBy(() -> tomorrow.decode(token).block())
                .isInstanceOf(BadJwtException.class);
    }

    @Test
    void takesKeysThatCannotBeFetchedForAnOutage() {
        ReactiveJwtDecoder blind =
                AccessTokens.verifier(
                        new SigningKeys(
                                Mono.error(new IllegalStateException("down")),
                                SigningKeysTest.properties(),
                                Clock.systemUTC()),
                        "guildhall",
                        Clock.systemUTC());
        String token = issuer.tokenOf("42");

        assertThatThrownBy(() -> blind.decode(token).block())
                .isInstanceOf(KeysUnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "sid", "roles", "iat", "exp", "jti"})
    void refusesTokenThatLacksAClaim(String claim) {
        refuses(claims -> claims.claim(claim, null));
    }

    private void refuses(Consumer<JWTClaimsSet.Builder> change) {
        refuses(issuer.token(change));
    }

    private void refuses(String token) {
        assertThatThrownBy(() -> decode(token)).isInstanceOf(BadJwtException.class);
    }

    private Jwt decode(String token) {
        return decoder.decode(token).blockOptional().orElseThrow();
    }
}
