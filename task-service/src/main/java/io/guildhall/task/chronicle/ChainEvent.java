package io.guildhall.task.chronicle;

import io.guildhall.task.market.TaskStatus;
import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event of the contract.
 *
 * @param key the task on the chain
 * @param status the task's right after it; null where it ended the task
 * @param worker who holds it then
 * @param openedIn block in which the task last became open
 * @param clockEndsAt last second of the status
 * @param account who did it or whom it is about: publisher, worker, disputant, appellant or whoever is credited
 * @param digest hash of evidence or reason
 * @param share basis points for the worker
 * @param amount what is credited; null for all other kinds
 */
public record ChainEvent(
        String key,
        Place place,
        ChainEventKind kind,
        @Nullable TaskStatus status,
        @Nullable String worker,
        @Nullable Long openedIn,
        @Nullable Instant clockEndsAt,
        @Nullable Integer round,
        @Nullable Integer ruledShare,
        @Nullable String account,
        @Nullable String digest,
        @Nullable Integer share,
        @Nullable BigInteger amount) {
    /** Where the chain has it. */
    public record Place(
            long block, int index, String blockHash, Instant time, String transactionHash)
            implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return block == other.block
                    ? Integer.compare(index, other.index)
                    : Long.compare(block, other.block);
        }
    }
}
