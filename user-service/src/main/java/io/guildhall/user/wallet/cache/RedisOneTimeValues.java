package io.guildhall.user.wallet.cache;

import io.guildhall.user.wallet.OneTimeValues;
import java.time.Duration;
import java.util.Optional;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/** In Redis, which all replicas share; {@code GETDEL} reads and forgets in one step. */
@Component
class RedisOneTimeValues implements OneTimeValues {
    private static final String PREFIX = "user-service:once:";

    private final StringRedisTemplate redis;

    RedisOneTimeValues(StringRedisTemplate redis) {
        this.redis = redis;
    }

    @Override
    public void put(String kind, String key, String value, Duration lifetime) {
        redis.opsForValue().set(PREFIX + kind + ':' + key, value, lifetime);
    }

    @Override
    public Optional<String> take(String kind, String key) {
        return Optional.ofNullable(redis.opsForValue().getAndDelete(PREFIX + kind + ':' + key));
    }
}
