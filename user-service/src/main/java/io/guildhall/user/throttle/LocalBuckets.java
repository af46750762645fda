package io.guildhall.user.throttle;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.local.LocalBucketBuilder;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Counts that this replica keeps for itself. */
@Component
class LocalBuckets {
    private static final int MOST_BUCKETS = 100_000;

    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder()
                    .maximumSize(MOST_BUCKETS)
                    .expireAfterAccess(Duration.ofHours(1))
                    .build();

    Bucket bucket(String name, BucketConfiguration limit) {
        return buckets.get(name, ignored -> create(limit));
    }

    private static Bucket create(BucketConfiguration limit) {
        LocalBucketBuilder builder = Bucket.builder();
        for (var bandwidth : limit.getBandwidths()) {
            builder.addLimit(bandwidth);
        }
        return builder.build();
    }
}
