package io.guildhall.task.review;

import io.guildhall.task.market.Brief;
import java.time.Instant;

/** A task that waits for its check. */
public record Application(
        long taskId, long publisherId, Brief brief, String excerpt, Instant appliedAt) {}
