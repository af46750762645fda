package io.guildhall.user.throttle.cache;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.guildhall.user.throttle.SharedBuckets;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.stereotype.Component;

/** In Redis. */
@Component
class RedisBuckets implements SharedBuckets {
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final Duration REST = Duration.ofSeconds(2);

    private final LettuceConnectionFactory redis;
    private final Clock clock;
    private volatile Instant restingUntil = Instant.MIN;
    private @Nullable StatefulRedisConnection<String, byte[]> connection;
    private @Nullable ProxyManager<String> buckets;

    RedisBuckets(LettuceConnectionFactory redis, Clock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    @Override
    public boolean isReachable() {
        return !clock.instant().isBefore(restingUntil);
    }

    @Override
    public void rest() {
        restingUntil = clock.instant().plus(REST);
    }

    @Override
    public Bucket bucket(String name, BucketConfiguration limit) {
        return buckets().builder().build(name, () -> limit);
    }

    private synchronized ProxyManager<String> buckets() {
        if (buckets == null) {
            if (!(redis.getRequiredNativeClient() instanceof RedisClient client)) {
                throw new IllegalStateException("expected a single Redis, not a cluster");
            }
            connection = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
            buckets =
                    Bucket4jLettuce.casBasedBuilder(connection)
                            .requestTimeout(TIMEOUT)
                            .expirationAfterWrite(
                                    ExpirationAfterWriteStrategy
                                            .basedOnTimeForRefillingBucketUpToMax(
                                                    Duration.ofMinutes(1)))
                            .build();
        }
        return buckets;
    }

    @PreDestroy
    synchronized void close() {
        if (connection != null) {
            connection.close();
        }
    }
}
