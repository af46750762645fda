package io.guildhall.defaults.idempotency;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long idempotency keys matter.
 *
 * @param retention how long answers are given again
 * @param claimTimeout after which an attempt without an answer counts as dead; longer than any request takes
 */
@ConfigurationProperties("guildhall.idempotency")
record IdempotencyProperties(
        @DefaultValue("24h") Duration retention, @DefaultValue("60s") Duration claimTimeout) {}
