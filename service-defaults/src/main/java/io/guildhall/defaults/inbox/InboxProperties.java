package io.guildhall.defaults.inbox;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How events are received.
 *
 * @param retention how long claims are remembered; longer than Kafka keeps the topics, or a consumer that starts
 *     over repeats effects
 * @param attempts deliveries of a failing event before it becomes a dead letter
 * @param retryPause pause after the first failure; doubles up to longestRetryPause
 * @param longestRetryPause must stay far below max.poll.interval.ms
 * @param partitions of topics that this service declares; never changed later, as keys would change partitions
 */
@Validated
@ConfigurationProperties("guildhall.events")
record InboxProperties(
        @DefaultValue("14d") Duration retention,
        @DefaultValue("5") @Min(1) @Max(50) int attempts,
        @DefaultValue("200ms") Duration retryPause,
        @DefaultValue("10s") Duration longestRetryPause,
        @DefaultValue("6") @Min(1) @Max(200) int partitions) {}
