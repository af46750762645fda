package io.guildhall.user.wallet;

import java.time.Duration;
import java.util.Optional;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/** Values in Redis that one reader gets, once, while they last: all replicas share them. */
@Component
class OneTimeValues {
    private static final String PREFIX = "user-service:once:";

    private final StringRedisTemplate redis;

    OneTimeValues(StringRedisTemplate redis) {
        this.redis = redis;
    }

    void put(String kind, String key, String value, Duration lifetime) {
        redis.opsForValue().set(PREFIX + kind + ':' + key, value, lifetime);
    }

    /** Reads and forgets in one step: of two readers one gets nothing. */
    Optional<String> take(String kind, String key) {
        return Optional.ofNullable(redis.opsForValue().getAndDelete(PREFIX + kind + ':' + key));
    }
}
