package io.guildhall.user.throttle;

import io.guildhall.user.throttle.Throttled.Limit;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits other than the usual ones.
 *
 * @param limits for example {@code guildhall.user.throttle.limits.login.times}
 */
@ConfigurationProperties("guildhall.user.throttle")
record ThrottleProperties(@DefaultValue Map<Throttled, Limit> limits) {
    Limit limit(Throttled what) {
        return limits.getOrDefault(what, what.usual());
    }
}
