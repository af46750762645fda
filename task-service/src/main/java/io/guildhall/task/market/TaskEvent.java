package io.guildhall.task.market;

import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happened to a task, told within the transaction that made it so. */
public sealed interface TaskEvent {
    long taskId();

    /** Its reward is locked and the market sees it. */
    record Opened(
            long taskId,
            long publisherId,
            String name,
            String token,
            BigInteger reward,
            Instant claimDeadline)
            implements TaskEvent {}

    /**
     * It moved on, or back.
     *
     * @param cause what the chain said, such as {@code APPROVED}
     */
    record StatusChanged(
            long taskId, long publisherId, @Nullable Long workerId, TaskStatus status, String cause)
            implements TaskEvent {}

    /** The worker was paid, the whole or a part. */
    record Paid(
            long taskId,
            long publisherId,
            long workerId,
            String token,
            BigInteger amount,
            String transactionHash)
            implements TaskEvent {}
}
