package io.guildhall.gateway.identity;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which access tokens are believed.
 *
 * @param issuer the only issuer
 * @param jwksUri where its keys are published
 * @param keysFresh after this time the keys are fetched again, while the known ones go on serving
 * @param keysRetry at most one fetch in this time for keys that are unknown, and while the issuer is down
 * @param keysSurviveOutage how long known keys are believed when they cannot be fetched again
 */
@Validated
@ConfigurationProperties("guildhall.security")
record TokenProperties(
        @NotBlank @DefaultValue("guildhall") String issuer,
        @NotNull URI jwksUri,
        @NotNull @DefaultValue("5m") Duration keysFresh,
        @NotNull @DefaultValue("2s") Duration keysRetry,
        @NotNull @DefaultValue("4h") Duration keysSurviveOutage) {}
