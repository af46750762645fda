package io.guildhall.defaults.security;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How access tokens are verified.
 *
 * @param issuer the only issuer that is believed
 * @param jwksUri where the issuer publishes its keys; absent in the service that has them itself
 * @param cutoffPause how long to wait between two looks for tokens that were cut off
 * @param requiredSecrets names of further properties that hold secrets, checked at start
 */
@Validated
@ConfigurationProperties("guildhall.security")
record SecurityProperties(
        @NotBlank @DefaultValue("guildhall") String issuer,
        @Nullable URI jwksUri,
        @NotNull @DefaultValue("1s") Duration cutoffPause,
        @DefaultValue List<String> requiredSecrets) {}
