package io.guildhall.defaults.security;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Verifies access tokens: ES256 by a published key, of our type, issuer and audience, within their time. */
final class AccessTokenDecoders {
    static final String AUDIENCE = "guildhall-api";
    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);
    private static final Set<String> REQUIRED = Set.of("sub", "sid", "roles", "iat", "exp", "jti");

    private static final int HTTP_TIMEOUT_MILLIS = 2_000;
    private static final int LARGEST_KEY_SET = 64 * 1024;
    private static final Duration KEYS_FRESH = Duration.ofMinutes(5);
    private static final Duration KEYS_WAIT = Duration.ofSeconds(5);
    private static final Duration KEYS_SURVIVE_OUTAGE = Duration.ofHours(4);
    private static final Duration UNKNOWN_KEY_INTERVAL = Duration.ofSeconds(10);

    private AccessTokenDecoders() {}

    static JwtDecoder decoder(JWKSource<SecurityContext> keys, String issuer, Clock clock) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(TYPE));
        processor.setJWSKeySelector(new NamedKeySelector(keys));
        DefaultJWTClaimsVerifier<SecurityContext> claims =
                new DefaultJWTClaimsVerifier<>(
                        AUDIENCE, new JWTClaimsSet.Builder().issuer(issuer).build(), REQUIRED);
        claims.setMaxClockSkew(Math.toIntExact(CLOCK_SKEW.toSeconds()));
        processor.setJWTClaimsSetVerifier(claims);
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(token -> issuedInThePast(token, clock));
        return new CachingJwtDecoder(decoder, clock);
    }

    /** Keys that are fetched rarely, survive an outage of their source, and bound what strangers can cause. */
    static JWKSource<SecurityContext> published(URI location) {
        try {
            return JWKSourceBuilder.<SecurityContext>create(
                            location.toURL(),
                            new DefaultResourceRetriever(
                                    HTTP_TIMEOUT_MILLIS, HTTP_TIMEOUT_MILLIS, LARGEST_KEY_SET))
                    .cache(KEYS_FRESH.toMillis(), KEYS_WAIT.toMillis())
                    .refreshAheadCache(false)
                    .rateLimited(UNKNOWN_KEY_INTERVAL.toMillis())
                    .outageTolerant(KEYS_SURVIVE_OUTAGE.toMillis())
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(
                    "guildhall.security.jwks-uri is " + location + ", not an http(s) address", e);
        }
    }

    private static OAuth2TokenValidatorResult issuedInThePast(Jwt token, Clock clock) {
        Instant issuedAt = token.getIssuedAt();
        if (issuedAt == null || issuedAt.isAfter(clock.instant().plus(CLOCK_SKEW))) {
            return OAuth2TokenValidatorResult.failure(
                    new OAuth2Error("invalid_token", "iat lies in the future", null));
        }
        return OAuth2TokenValidatorResult.success();
    }

    /** Believes no token that does not name its key: without a name every key would be tried. */
    private static final class NamedKeySelector
            extends JWSVerificationKeySelector<SecurityContext> {
        NamedKeySelector(JWKSource<SecurityContext> keys) {
            super(JWSAlgorithm.ES256, keys);
        }

        @Override
        public List<Key> selectJWSKeys(JWSHeader header, SecurityContext context)
                throws KeySourceException {
            if (header.getKeyID() == null) {
                return List.of();
            }
            try {
                return super.selectJWSKeys(header, context);
            } catch (RateLimitReachedException e) {
                return List.of(); // the keys were just fetched: this one is not among them
            }
        }
    }
}
