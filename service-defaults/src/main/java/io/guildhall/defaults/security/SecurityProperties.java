package io.guildhall.defaults.security;

import jakarta.validation.constraints.NotBlank;
import java.net.URI;
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
 * @param requiredSecrets names of further properties that hold secrets, checked at start
 */
@Validated
@ConfigurationProperties("guildhall.security")
record SecurityProperties(
        @NotBlank @DefaultValue("guildhall") String issuer,
        @Nullable URI jwksUri,
        @DefaultValue List<String> requiredSecrets) {}
