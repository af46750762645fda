package io.guildhall.defaults.security;

import static io.guildhall.defaults.security.TestTokens.claims;
import static io.guildhall.defaults.security.TestTokens.header;
import static io.guildhall.defaults.security.TestTokens.signed;
import static io.guildhall.defaults.security.TestTokens.signer;
import static io.guildhall.defaults.security.TestTokens.token;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.PlainJWT;
import io.guildhall.defaults.testing.MovingClock;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

class AccessTokenDecodersTest {
    private final JwtDecoder decoder = decoder(TestTokens.keys());

    @Test
    void believesTheIssuersToken() {
        Jwt jwt = decoder.decode(TestTokens.player());

        assertThat(jwt.getSubject()).isEqualTo("42");
        assertThat(jwt.getClaimAsStringList("roles")).containsExactly("PLAYER");
    }

    @Test
    void refusesTokenWithoutSignature() {
        refuses(new PlainJWT(claims(_ -> {})).serialize());
        String[] parts = TestTokens.player().split("\\.", -1);
        refuses(parts[0] + "." + parts[1] + ".");
        refuses(
                base64("{\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"key-1\"}")
                        + "."
                        + parts[1]
                        + ".");
    }

    @Test
    void refusesChangedClaims() {
        String[] parts = TestTokens.player().split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
        String forged = base64(claims.replace("\"42\"", "\"43\""));

        refuses(parts[0] + "." + forged + "." + parts[2]);
    }

    /** The classic confusion: the public key, which everybody has, used as a shared secret. */
    @Test
    void refusesHmacWithThePublicKeyAsSecret() throws JOSEException {
        byte[] publicKey = TestTokens.KEY.toECPublicKey().getEncoded();
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID("key-1")
                        .build();

        refuses(signed(header, claims(_ -> {}), new MACSigner(publicKey)));
        refuses(
                signed(
                        header,
                        claims(_ -> {}),
                        new MACSigner(
                                TestTokens.KEY.toPublicJWK().toJSONString().getBytes(UTF_8))));
    }

    @Test
    void refusesAnotherAlgorithmThoughItsKeyIsPublished() throws JOSEException {
        RSAKey rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
        JwtDecoder lenientKeys =
                decoder(
                        new ImmutableJWKSet<>(
                                new JWKSet(
                                        List.of(TestTokens.KEY.toPublicJWK(), rsa.toPublicJWK()))));
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID("rsa")
                        .build();
        String token = signed(header, claims(_ -> {}), new RSASSASigner(rsa));

        assertThatThrownBy(() -> lenientKeys.decode(token)).isInstanceOf(BadJwtException.class);
    }

    @Test
    void refusesUnknownMissingAndForeignKeyIds() {
        ECKey foreign = TestTokens.newKey("key-1");

        refuses(signed(header("key-2").build(), claims(_ -> {}), signer(TestTokens.KEY)));
        refuses(signed(header("../key-1").build(), claims(_ -> {}), signer(TestTokens.KEY)));
        refuses(signed(header("key-1").build(), claims(_ -> {}), signer(foreign)));
        refuses(
                signed(
                        new JWSHeader.Builder(JWSAlgorithm.ES256)
                                .type(new JOSEObjectType("at+jwt"))
                                .build(),
                        claims(_ -> {}),
                        signer(TestTokens.KEY)));
    }

    @Test
    void ignoresKeysThatATokenBringsAlong() {
        ECKey foreign = TestTokens.newKey("key-1");

        refuses(
                signed(
                        header("key-1").jwk(foreign.toPublicJWK()).build(),
                        claims(_ -> {}),
                        signer(foreign)));
        refuses(
                signed(
                        header("key-1").jwkURL(URI.create("http://127.0.0.1:1/keys")).build(),
                        claims(_ -> {}),
                        signer(foreign)));
    }

    @Test
    void refusesAnotherTypeOfToken() {
        for (String type : List.of("JWT", "jwt", "id+jwt", "service+jwt")) {
            refuses(
                    signed(
                            new JWSHeader.Builder(JWSAlgorithm.ES256)
                                    .type(new JOSEObjectType(type))
                                    .keyID("key-1")
                                    .build(),
                            claims(_ -> {}),
                            signer(TestTokens.KEY)));
        }
    }

    @Test
    void refusesForeignIssuerAndAudience() {
        refuses(token(claims -> claims.issuer("somebody")));
        refuses(token(claims -> claims.issuer(null)));
        refuses(token(claims -> claims.audience("another-api")));
        refuses(token(claims -> claims.audience((String) null)));
    }

    @Test
    void refusesTokensOutsideOfTheirTime() {
        Instant now = Instant.now();

        refuses(expired(now.minusSeconds(31)));
        refuses(token(claims -> claims.expirationTime(null)));
        refuses(token(claims -> claims.issueTime(Date.from(now.plusSeconds(40)))));
        refuses(token(claims -> claims.issueTime(null)));
        refuses(token(claims -> claims.notBeforeTime(Date.from(now.plusSeconds(60)))));
        assertThat(decoder.decode(expired(now.minusSeconds(10))).getSubject()).isEqualTo("42");
    }

    private static String expired(Instant at) {
        return token(
                claims ->
                        claims.issueTime(Date.from(at.minusSeconds(900)))
                                .expirationTime(Date.from(at)));
    }

    @Test
    void refusesTokensThatLackAClaim() {
        for (String claim : List.of("sub", "sid", "roles", "jti")) {
            refuses(token(claims -> claims.claim(claim, null)));
        }
    }

    @Test
    void refusesGarbage() {
        for (String garbage : List.of("", ".", "..", "a.b.c", "ey.ey.ey", "x".repeat(10_000))) {
            refuses(garbage);
        }
    }

    @Test
    void reportsAnOutageWhenKeysAreOutOfReach() {
        JwtDecoder remote =
                decoder(AccessTokenDecoders.published(URI.create("http://127.0.0.1:1/keys")));

        assertThatThrownBy(() -> remote.decode(TestTokens.player()))
                .isInstanceOf(JwtException.class)
                .isNotInstanceOf(BadJwtException.class);
    }

    @Test
    void verifiesATokenOnceUntilItExpires() {
        MovingClock clock = new MovingClock();
        AtomicInteger verified = new AtomicInteger();
        JwtDecoder counting =
                new CachingJwtDecoder(
                        token -> {
                            verified.incrementAndGet();
                            return decoder.decode(token);
                        },
                        clock);
        String token =
                token(claims -> claims.expirationTime(Date.from(Instant.now().plusSeconds(60))));

        counting.decode(token);
        counting.decode(token);
        assertThat(verified).hasValue(1);

        clock.move(Duration.ofSeconds(61));
        counting.decode(token);
        assertThat(verified).hasValue(2);
    }

    @Test
    void remembersABoundedNumberOfTokens() {
        int many = 20_000;
        AtomicInteger verified = new AtomicInteger();
        JwtDecoder counting =
                new CachingJwtDecoder(
                        token -> {
                            verified.incrementAndGet();
                            return Jwt.withTokenValue(token)
                                    .header("kid", "key-1")
                                    .expiresAt(Instant.now().plusSeconds(60))
                                    .build();
                        },
                        Clock.systemUTC());

        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < many; i++) {
                counting.decode("token-" + i);
            }
        }

        assertThat(verified).hasValueGreaterThan(many + many / 4);
    }

    @Test
    void forgetsALongLivedTokenAfterMinutes() {
        MovingClock clock = new MovingClock();
        AtomicInteger verified = new AtomicInteger();
        JwtDecoder counting =
                new CachingJwtDecoder(
                        token -> {
                            verified.incrementAndGet();
                            return decoder.decode(token);
                        },
                        clock);
        String token = TestTokens.player();

        counting.decode(token);
        clock.move(Duration.ofSeconds(301));
        counting.decode(token);

        assertThat(verified).hasValue(2);
    }

    private void refuses(String token) {
        assertThatThrownBy(() -> decoder.decode(token)).isInstanceOf(BadJwtException.class);
    }

    private static JwtDecoder decoder(JWKSource<SecurityContext> keys) {
        return AccessTokenDecoders.decoder(keys, "guildhall", Clock.systemUTC());
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
