package io.guildhall.user.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.user.recovery.Recovery;
import io.guildhall.user.throttle.Throttled.Limit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecoveryLimitsTest {
    /**
     * A try is back after this time, so whoever is refused, the last link was mailed within it. It must be good for as long
     * again: then strangers who use the tries up only mail the owner's links.
     */
    @ParameterizedTest
    @EnumSource(names = {"RECOVERY", "RECOVERY_MAILBOX"})
    void whoeverIsRefusedHasALinkThatWorks(Throttled what) {
        Limit limit = what.usual();

        assertThat(limit.within().dividedBy(limit.times()).multipliedBy(2))
                .isLessThan(Recovery.LINK_LIFETIME);
    }
}
