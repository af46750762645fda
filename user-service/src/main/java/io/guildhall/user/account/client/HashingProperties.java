package io.guildhall.user.account.client;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many passwords are hashed at once; each takes 19 MiB and a core.
 *
 * @param concurrent at once
 * @param queue how many more may wait
 * @param patience how long one waits
 */
@Validated
@ConfigurationProperties("guildhall.user.hashing")
record HashingProperties(
        @Min(1) @DefaultValue("4") int concurrent,
        @Min(0) @DefaultValue("256") int queue,
        @DefaultValue("10s") Duration patience) {}
