package io.guildhall.task.escrow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one signature says. Fields that a kind does not have are null.
 *
 * @param key the task on the chain
 * @param openedIn block in which the task last became open
 * @param worker whose work it is about, in EIP-55 form
 * @param round how many revisions had been asked for
 * @param digest SHA-256 of the evidence or of the reason, 0x and 64 digits
 * @param share basis points of the reward for the worker
 * @param validUntil last second in which it counts
 */
public record ConsentMessage(
        ConsentKind kind,
        String key,
        long openedIn,
        String worker,
        @Nullable Integer round,
        @Nullable String digest,
        @Nullable Integer share,
        @Nullable Instant validUntil) {}
