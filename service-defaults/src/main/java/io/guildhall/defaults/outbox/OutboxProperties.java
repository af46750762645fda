package io.guildhall.defaults.outbox;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How events leave.
 *
 * @param relay whether this replica relays; appending works either way
 * @param batchSize events of a shard that are on their way at once
 * @param pollInterval how often to look for events that no wake-up announced (left by a dead replica)
 * @param deliveryTimeout after which Kafka's producer gives an event up; it is then sent again
 * @param leaseTimeout after which MySQL takes the shard from a replica that stands still while it holds it
 * @param retryPause longest pause after a failure
 * @param backlogAlarm age of the oldest waiting event at which health turns DOWN and an error is logged
 */
@Validated
@ConfigurationProperties("guildhall.outbox")
record OutboxProperties(
        @DefaultValue("true") boolean relay,
        @DefaultValue("200") @Min(1) @Max(5000) int batchSize,
        @DefaultValue("1s") Duration pollInterval,
        @DefaultValue("10s") Duration deliveryTimeout,
        @DefaultValue("45s") Duration leaseTimeout,
        @DefaultValue("5s") Duration retryPause,
        @DefaultValue("60s") Duration backlogAlarm) {

    /** How long a round waits for Kafka: longer than Kafka's producer itself, so that its verdict is known. */
    Duration await() {
        return deliveryTimeout.multipliedBy(3).dividedBy(2);
    }

    /** A lease that ends while its holder rightly waits would hand out the shard twice. */
    @AssertTrue(message = "lease-timeout must be at least twice delivery-timeout")
    boolean isLeaseLongerThanARound() {
        return leaseTimeout.compareTo(deliveryTimeout.multipliedBy(2)) >= 0;
    }
}
