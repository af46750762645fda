package io.guildhall.task.escrow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task as the contract has it at its newest block.
 *
 * @param status the contract's own name, such as {@code CLAIMED}; null for one that was never funded, or has ended
 * @param worker null while nobody holds it
 */
public record ChainTask(
        @Nullable String status,
        @Nullable String worker,
        long openedIn,
        Instant clockEndsAt,
        int round,
        int ruledShare,
        long block) {}
