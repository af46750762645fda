package io.guildhall.task.market;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a list reads of a task. */
public record TaskRow(
        long id,
        String name,
        String excerpt,
        @Nullable BigInteger reward,
        String token,
        long publisherId,
        TaskStatus status,
        TaskMode mode,
        List<String> tags,
        @Nullable Instant claimDeadline,
        @Nullable Instant clockEndsAt,
        @Nullable Instant openedAt,
        boolean pending) {}
