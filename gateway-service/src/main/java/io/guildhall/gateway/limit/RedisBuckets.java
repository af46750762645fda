package io.guildhall.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.DelayParameters;
import io.github.bucket4j.distributed.proxy.optimization.Optimization;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.guildhall.gateway.limit.LimitProperties.Allowance;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Token buckets that all replicas share. A replica tells Redis of what it let through in batches: between two it
 * counts by itself, for a small part of the bucket and a few seconds at most, so that a busy client costs one
 * round trip for many requests. What clients may get beyond their limit is that part, for each replica.
 */
@Component
class RedisBuckets {
    private static final int MOST_BUCKETS = 20_000;

    /** Of a bucket, what may be drawn before Redis is told: one part in so many. */
    private static final int PARTS = 20;

    private static final int MOST_UNTOLD = 32;
    private static final Duration LONGEST_UNTOLD = Duration.ofSeconds(5);

    private final LettuceConnectionFactory redis;
    private final Duration patience;
    private final Mono<AsyncProxyManager<String>> connected;
    private final Cache<String, AsyncBucketProxy> buckets =
            Caffeine.newBuilder()
                    .maximumSize(MOST_BUCKETS)
                    .expireAfterAccess(Duration.ofMinutes(1))
                    .build();
    private volatile @Nullable StatefulRedisConnection<String, byte[]> connection;

    RedisBuckets(LettuceConnectionFactory redis, LimitProperties properties) {
        this.redis = redis;
        this.patience = properties.patience();
        // Connecting blocks its thread, and is tried again after a failure.
        this.connected =
                Mono.fromCallable(this::connect)
                        .subscribeOn(Schedulers.boundedElastic())
                        .cacheInvalidateIf(_ -> false);
    }

    /** Draws one request; fails when Redis has to be asked and does not answer in time. */
    Mono<ConsumptionProbe> draw(Limit limit, Allowance allowance, String key) {
        String name = limit.name() + ':' + key;
        AsyncBucketProxy known = buckets.getIfPresent(name);
        if (known != null) {
            return draw(known);
        }
        return connected
                .timeout(patience)
                .flatMap(proxies -> draw(buckets.get(name, _ -> bucket(proxies, name, allowance))));
    }

    /** The buckets have a clock of their own: requests that come meanwhile wait for the same answer. */
    private static Mono<ConsumptionProbe> draw(AsyncBucketProxy bucket) {
        CompletableFuture<ConsumptionProbe> answer = bucket.tryConsumeAndReturnRemaining(1);
        if (answer.state() == CompletableFuture.State.SUCCESS) {
            return Mono.just(answer.resultNow());
        }
        return Mono.fromFuture(answer, true);
    }

    /** Connects, so that no request of a client has to wait for it; a failure is met again by the first request. */
    void warmUp() {
        connected.subscribe(_ -> {}, _ -> {});
    }

    private static AsyncBucketProxy bucket(
            AsyncProxyManager<String> proxies, String name, Allowance allowance) {
        CompletableFuture<BucketConfiguration> size =
                CompletableFuture.completedFuture(
                        BucketConfiguration.builder()
                                .addLimit(
                                        limit ->
                                                limit.capacity(allowance.burst())
                                                        .refillGreedy(
                                                                allowance.perMinute(),
                                                                Duration.ofMinutes(1)))
                                .build());
        return proxies.builder().withOptimization(telling(allowance)).build(name, () -> size);
    }

    private static Optimization telling(Allowance allowance) {
        int untold = Math.min(allowance.burst() / PARTS, MOST_UNTOLD);
        return untold == 0
                ? Optimizations.batching()
                : Optimizations.delaying(new DelayParameters(untold, LONGEST_UNTOLD));
    }

    private AsyncProxyManager<String> connect() {
        if (!(redis.getRequiredNativeClient() instanceof RedisClient client)) {
            throw new IllegalStateException("expected a single Redis, not a cluster");
        }
        StatefulRedisConnection<String, byte[]> opened =
                client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
        connection = opened;
        return Bucket4jLettuce.casBasedBuilder(opened)
                .requestTimeout(patience)
                .expirationAfterWrite(
                        ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(
                                Duration.ofMinutes(1)))
                .build()
                .asAsync();
    }

    @PreDestroy
    void close() {
        StatefulRedisConnection<String, byte[]> opened = connection;
        if (opened != null) {
            opened.close();
        }
    }
}
