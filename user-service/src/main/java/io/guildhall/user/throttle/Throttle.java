package io.guildhall.user.throttle;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.user.secret.RandomToken;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Counts tries in Redis, so that all replicas count together. While Redis is out of reach every replica
 * counts alone: an outage neither opens the door nor shuts it.
 */
@Service
public class Throttle {
    private static final Logger log = LoggerFactory.getLogger(Throttle.class);

    private final Map<Throttled, BucketConfiguration> limits = new EnumMap<>(Throttled.class);
    private final SharedBuckets shared;
    private final LocalBuckets local;
    private final MeterRegistry meters;

    Throttle(
            ThrottleProperties properties,
            SharedBuckets shared,
            LocalBuckets local,
            MeterRegistry meters) {
        this.shared = shared;
        this.local = local;
        this.meters = meters;
        for (Throttled what : Throttled.values()) {
            Throttled.Limit limit = properties.limit(what);
            limits.put(
                    what,
                    BucketConfiguration.builder()
                            .addLimit(
                                    bandwidth ->
                                            bandwidth
                                                    .capacity(limit.times())
                                                    .refillGreedy(limit.times(), limit.within()))
                            .build());
        }
    }

    /**
     * Counts one try. Call it outside a transaction.
     *
     * @param key whose try it is: an account, an identifier, an address
     * @throws ProblemException {@code too-many-attempts} with the seconds to wait in {@code retryAfter}
     */
    public void require(Throttled what, String key) {
        ConsumptionProbe probe = on(what, key, bucket -> bucket.tryConsumeAndReturnRemaining(1));
        if (probe.isConsumed()) {
            return;
        }
        meters.counter("guildhall.throttle.refused", "what", what.name()).increment();
        long seconds = TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1;
        throw new ProblemException(
                        ProblemKind.TOO_MANY_REQUESTS,
                        "too-many-attempts",
                        "Tried too often, expected a pause of " + seconds + " seconds.")
                .with("retryAfter", Math.toIntExact(seconds));
    }

    /** Counts one try and says whether it is within the limit, for where a refusal would tell too much. */
    public boolean allows(Throttled what, String key) {
        boolean allowed = on(what, key, bucket -> bucket.tryConsume(1));
        if (!allowed) {
            meters.counter("guildhall.throttle.refused", "what", what.name()).increment();
        }
        return allowed;
    }

    /** Takes a try back that turned out well. */
    public void forgive(Throttled what, String key) {
        on(
                what,
                key,
                bucket -> {
                    bucket.addTokens(1);
                    return true;
                });
    }

    private <T> T on(Throttled what, String key, Function<Bucket, T> action) {
        BucketConfiguration limit =
                Objects.requireNonNull(limits.get(what), "a limit for each kind");
        // Hashed: neither mail addresses nor mistyped passwords belong into key names.
        String name = "throttle:" + what + ':' + RandomToken.hash(key);
        if (shared.isReachable()) {
            try {
                return action.apply(shared.bucket(name, limit));
            } catch (RuntimeException e) {
                shared.rest();
                log.warn("Redis is out of reach: limits count per replica ({})", e.toString());
            }
        }
        return action.apply(local.bucket(name, limit));
    }
}
