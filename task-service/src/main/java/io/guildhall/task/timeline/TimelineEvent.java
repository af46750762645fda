package io.guildhall.task.timeline;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something to be written on a timeline.
 *
 * @param actorId who did it; null for a clock, the platform or somebody unknown
 * @param amount smallest units of the token
 * @param token its address, empty for ETH
 * @param details texts that explain the kind, such as {@code reason}
 */
public record TimelineEvent(
        TimelineKind kind,
        Instant at,
        @Nullable Long actorId,
        @Nullable BigInteger amount,
        @Nullable String token,
        @Nullable String transactionHash,
        Map<String, String> details) {
    public TimelineEvent {
        details = Map.copyOf(details);
    }

    public static TimelineEvent of(TimelineKind kind, Instant at, @Nullable Long actorId) {
        return new TimelineEvent(kind, at, actorId, null, null, null, Map.of());
    }

    public TimelineEvent with(String name, String value) {
        Map<String, String> more = new TreeMap<>(details);
        more.put(name, value);
        return new TimelineEvent(kind, at, actorId, amount, token, transactionHash, more);
    }

    public TimelineEvent withoutDetails() {
        return new TimelineEvent(kind, at, actorId, amount, token, transactionHash, Map.of());
    }

    public TimelineEvent withAmount(BigInteger sum, String tokenCode) {
        return new TimelineEvent(kind, at, actorId, sum, tokenCode, transactionHash, details);
    }

    public TimelineEvent withTransaction(@Nullable String hash) {
        return new TimelineEvent(kind, at, actorId, amount, token, hash, details);
    }
}
