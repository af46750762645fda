package io.guildhall.user.throttle;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;

/** Counts that all replicas share. */
public interface SharedBuckets {
    /** False for a moment after a failure, so that an outage costs one try, not one for each request. */
    boolean isReachable();

    /** Leaves them alone for a moment: they have just failed. */
    void rest();

    Bucket bucket(String name, BucketConfiguration limit);
}
