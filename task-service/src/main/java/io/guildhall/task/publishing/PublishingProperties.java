package io.guildhall.task.publishing;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who publishes without a check.
 *
 * @param trusted whose applications go straight to the funding
 */
@Validated
@ConfigurationProperties("guildhall.task.publishing")
record PublishingProperties(@NotNull @DefaultValue("VERIFIED") Trust trusted) {
    /** Whom an admin need not check. */
    enum Trust {
        NOBODY,
        /** Who wears the verified-player badge. */
        VERIFIED,
        EVERYBODY
    }

    boolean trusts(boolean verified) {
        return switch (trusted) {
            case NOBODY -> false;
            case VERIFIED -> verified;
            case EVERYBODY -> true;
        };
    }
}
