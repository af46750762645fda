package io.guildhall.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Plays user-service's part: signs access tokens and publishes the key. */
public final class TokenIssuer {
    private final ECKey key;

    public TokenIssuer(String keyId) {
        try {
            key = new ECKeyGenerator(Curve.P_256).keyID(keyId).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public ECKey key() {
        return key;
    }

    /** The public half, as it is published. */
    public String jwks() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    /** A good token. */
    public String tokenOf(String userId) {
        return token(claims -> claims.subject(userId));
    }

    /** A token whose claims were tampered with before it was signed. */
    public String token(Consumer<JWTClaimsSet.Builder> change) {
        return sign(header().build(), change);
    }

    /** A token with this header. */
    public String sign(JWSHeader header, Consumer<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims = claims(Instant.now());
        change.accept(claims);
        try {
            SignedJWT token = new SignedJWT(header, claims.build());
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(key.getKeyID());
    }

    /** The claims of a good token of user 42. */
    public static JWTClaimsSet.Builder claims(Instant now) {
        return new JWTClaimsSet.Builder()
                .issuer("guildhall")
                .audience("guildhall-api")
                .subject("42")
                .claim("sid", "7")
                .claim("roles", List.of("PLAYER"))
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofMinutes(15))));
    }
}
