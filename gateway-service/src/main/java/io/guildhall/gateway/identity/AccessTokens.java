package io.guildhall.gateway.identity;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jwt.SignedJWT;
import io.netty.channel.ChannelOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * Verifies access tokens as the services do: ES256 only, by a published key that the token names, of our
 * type, issuer and audience, within their time.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TokenProperties.class)
class AccessTokens {
    private static final String AUDIENCE = "guildhall-api";
    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);
    private static final List<String> REQUIRED =
            List.of("sub", "sid", "roles", "iat", "exp", "jti");

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    SigningKeys signingKeys(TokenProperties properties, Clock clock) {
        HttpClient client = HttpClient.create().option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 1_000);
        Mono<String> document =
                WebClient.builder()
                        .clientConnector(new ReactorClientHttpConnector(client))
                        .build()
                        .get()
                        .uri(properties.jwksUri())
                        .retrieve()
                        .bodyToMono(String.class);
        return new SigningKeys(document, properties, clock);
    }

    @Bean
    ReactiveJwtDecoder accessTokenDecoder(
            SigningKeys keys, TokenProperties properties, Clock clock) {
        return new VerifiedTokens(verifier(keys, properties.issuer(), clock), keys, clock);
    }

    static ReactiveJwtDecoder verifier(SigningKeys keys, String issuer, Clock clock) {
        NimbusReactiveJwtDecoder decoder =
                NimbusReactiveJwtDecoder.withJwkSource(token -> key(keys, token))
                        .jwsAlgorithm(SignatureAlgorithm.ES256)
                        .validateType(false)
                        .jwtProcessorCustomizer(
                                processor ->
                                        processor.setJWSTypeVerifier(
                                                new DefaultJOSEObjectTypeVerifier<>(TYPE)))
                        .build();
        decoder.setJwtValidator(claims(issuer, clock));
        return token -> decoder.decode(token).onErrorMap(AccessTokens::unwrapped);
    }

    /** The decoder hides what its key source says behind an exception of its own. */
    private static Throwable unwrapped(Throwable failure) {
        return failure.getCause() instanceof KeysUnavailableException unavailable
                ? unavailable
                : failure;
    }

    /** A token that does not name its key is not believed: without a name every key would be tried. */
    private static Flux<JWK> key(SigningKeys keys, SignedJWT token) {
        String keyId = token.getHeader().getKeyID();
        return keyId == null ? Flux.empty() : keys.find(keyId).cast(JWK.class).flux();
    }

    private static OAuth2TokenValidator<Jwt> claims(String issuer, Clock clock) {
        JwtTimestampValidator times = new JwtTimestampValidator(CLOCK_SKEW);
        times.setClock(clock);
        JwtClaimValidator<List<String>> audience =
                new JwtClaimValidator<>("aud", aud -> aud != null && aud.contains(AUDIENCE));
        return new DelegatingOAuth2TokenValidator<>(
                times,
                new JwtIssuerValidator(issuer),
                audience,
                AccessTokens::complete,
                token -> issuedInThePast(token, clock));
    }

    private static OAuth2TokenValidatorResult complete(Jwt token) {
        Stream<String> missing = REQUIRED.stream().filter(claim -> !token.hasClaim(claim));
        return missing.findFirst()
                .map(claim -> refused(claim + " is missing"))
                .orElseGet(OAuth2TokenValidatorResult::success);
    }

    private static OAuth2TokenValidatorResult issuedInThePast(Jwt token, Clock clock) {
        var issuedAt = token.getIssuedAt();
        return issuedAt == null || issuedAt.isAfter(clock.instant().plus(CLOCK_SKEW))
                ? refused("iat lies in the future")
                : OAuth2TokenValidatorResult.success();
    }

    private static OAuth2TokenValidatorResult refused(String reason) {
        return OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token", reason, null));
    }
}
