package io.guildhall.gateway.route;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When a service counts as down.
 *
 * @param window over which calls are looked at
 * @param minimumCalls fewer than these in the window decide nothing
 * @param failurePercent from this share of failed calls on, the breaker opens
 * @param openFor how long nobody is sent there
 * @param probes calls that then find out whether it is back
 */
@Validated
@ConfigurationProperties("guildhall.breaker")
record BreakerProperties(
        @NotNull @DefaultValue("10s") Duration window,
        @Positive @DefaultValue("20") int minimumCalls,
        @Positive @Max(100) @DefaultValue("50") int failurePercent,
        @NotNull @DefaultValue("3s") Duration openFor,
        @Positive @DefaultValue("5") int probes) {}
