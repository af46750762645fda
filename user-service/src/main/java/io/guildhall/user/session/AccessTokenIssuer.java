package io.guildhall.user.session;

import io.guildhall.defaults.security.Role;
import io.guildhall.user.account.Account;
import io.jsonwebtoken.Jwts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Signs the short-lived tokens that every service takes for the user's word (RFC 9068, ES256). */
@Component
class AccessTokenIssuer {
    private static final String AUDIENCE = "guildhall-api";

    private final SigningKeys keys;
    private final SessionProperties times;
    private final String issuer;
    private final Clock clock;

    AccessTokenIssuer(
            SigningKeys keys, SessionProperties times, IssuerProperties issuer, Clock clock) {
        this.keys = keys;
        this.times = times;
        this.issuer = issuer.issuer();
        this.clock = clock;
    }

    Duration lifetime() {
        return times.accessToken();
    }

    /**
     * Signs a token.
     *
     * @param asOf a time before the account was read: what it lost since may be missing in the token
     */
    String issue(
            Account account,
            Instant asOf,
            long sessionId,
            LoginMethod method,
            boolean secondFactor) {
        SigningKeys.Signer signer = keys.current();
        Instant now = clock.instant();
        List<String> roles =
                account.effectiveRoles(secondFactor).stream().sorted().map(Role::name).toList();
        return Jwts.builder()
                .header()
                .type("at+jwt")
                .keyId(signer.keyId())
                .and()
                .issuer(issuer)
                .audience()
                .add(AUDIENCE)
                .and()
                .subject(Long.toString(account.id()))
                .id(UUID.randomUUID().toString())
                .issuedAt(Date.from(now))
                .expiration(Date.from(now.plus(times.accessToken())))
                .claim("asof", asOf.toEpochMilli())
                .claim("sid", Long.toString(sessionId))
                .claim("roles", roles)
                .claim("ver", account.verified())
                .claim(
                        "amr",
                        secondFactor
                                ? List.of(method.reference(), "otp")
                                : List.of(method.reference()))
                .signWith(signer.privateKey(), Jwts.SIG.ES256)
                .compact();
    }
}
