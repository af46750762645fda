package io.guildhall.defaults.grpc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.source.ImmutableSecret;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;

/** Short-lived tokens by which one service proves to another who it is. */
final class ServiceTokens {
    static final Duration LIFETIME = Duration.ofSeconds(60);
    private static final Duration REUSED = Duration.ofSeconds(20);
    private static final int CLOCK_SKEW_SECONDS = 10;
    private static final JOSEObjectType TYPE = new JOSEObjectType("service+jwt");

    private final String self;
    private final SecretKey key;
    private final Clock clock;
    private final DefaultJWTProcessor<SecurityContext> verifier;
    private final Map<String, Issued> issued = new ConcurrentHashMap<>();

    ServiceTokens(String self, SecretKey key, Clock clock) {
        this.self = self;
        this.key = key;
        this.clock = clock;
        this.verifier = verifier(self, key);
    }

    /** A token for calls to the named service; made anew when the last one is not fresh any more. */
    String issueFor(String target) {
        Instant now = clock.instant();
        return issued.compute(
                        target,
                        (_, last) ->
                                last != null && now.isBefore(last.reusedUntil())
                                        ? last
                                        : new Issued(sign(target, now), now.plus(REUSED)))
                .token();
    }

    /** The name of the calling service; empty when the token proves nothing to us. */
    Optional<String> caller(String token) {
        try {
            return Optional.ofNullable(verifier.process(token, null).getSubject());
        } catch (ParseException | BadJOSEException | JOSEException e) {
            return Optional.empty();
        }
    }

    private String sign(String target, Instant now) {
        try {
            SignedJWT jwt =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.HS256).type(TYPE).build(),
                            new JWTClaimsSet.Builder()
                                    .subject(self)
                                    .audience(target)
                                    .issueTime(Date.from(now))
                                    .expirationTime(Date.from(now.plus(LIFETIME)))
                                    .build());
            jwt.sign(new MACSigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("The service token cannot be signed", e);
        }
    }

    private static DefaultJWTProcessor<SecurityContext> verifier(String self, SecretKey key) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(TYPE));
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(
                        JWSAlgorithm.HS256, new ImmutableSecret<SecurityContext>(key)));
        DefaultJWTClaimsVerifier<SecurityContext> claims =
                new DefaultJWTClaimsVerifier<>(
                        self, new JWTClaimsSet.Builder().build(), Set.of("sub", "iat", "exp"));
        claims.setMaxClockSkew(CLOCK_SKEW_SECONDS);
        processor.setJWTClaimsSetVerifier(claims);
        return processor;
    }

    private record Issued(String token, Instant reusedUntil) {}
}
