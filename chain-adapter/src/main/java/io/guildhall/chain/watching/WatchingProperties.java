package io.guildhall.chain.watching;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the chain is followed.
 *
 * @param pollInterval longest time between two looks, where nobody tells of new blocks
 * @param range most blocks that are asked for at once while catching up
 * @param near how close to the newest block each is followed by itself
 * @param remembered how many of the newest blocks are remembered one by one
 * @param patience how long all nodes may be behind what was seen, before the blocks count as gone
 */
@Validated
@ConfigurationProperties("guildhall.chain.watching")
public record WatchingProperties(
        @DefaultValue("1s") Duration pollInterval,
        @Positive @DefaultValue("2000") int range,
        @Positive @DefaultValue("64") int near,
        @Positive @DefaultValue("1024") int remembered,
        @DefaultValue("15s") Duration patience) {}
