package io.guildhall.gateway.limit;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much may be asked for.
 *
 * @param enabled whether anything is counted at all
 * @param patience how long a request waits for Redis at most before it passes uncounted
 * @param address everything from one address, users of a shared one together
 * @param user everything of one user, from wherever
 * @param auth registration, login and recovery from one address
 */
@Validated
@ConfigurationProperties("guildhall.limits")
record LimitProperties(
        @DefaultValue("true") boolean enabled,
        @NotNull @DefaultValue("300ms") Duration patience,
        @NotNull @Valid Allowance address,
        @NotNull @Valid Allowance user,
        @NotNull @Valid Allowance auth) {

    /**
     * A bucket that fills steadily.
     *
     * @param perMinute requests per minute in the long run
     * @param burst requests at once, when the bucket is full
     */
    record Allowance(@Positive int perMinute, @Positive int burst) {}
}
