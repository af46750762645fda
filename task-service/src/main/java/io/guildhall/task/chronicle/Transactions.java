package io.guildhall.task.chronicle;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Where the money that moved is written down. */
public interface Transactions {
    /** Why money moved. */
    enum Kind {
        /** Publisher to escrow. */
        FUNDING,
        /** Escrow to worker. */
        PAYMENT,
        /** Escrow to publisher. */
        REFUND
    }

    /**
     * A movement of money.
     *
     * @param senderId null for the escrow
     * @param receiverId null for the escrow, and for an account that is nobody's here
     * @param token address, empty for ETH
     */
    record Movement(
            long taskId,
            Kind kind,
            @Nullable Long senderId,
            @Nullable Long receiverId,
            BigInteger amount,
            String token) {}

    /** Writes a movement down, once per place and kind. */
    void record(Movement movement, ChainEvent cause);

    /** Forgets what a reorganisation took back. */
    void dropFrom(String key, long block);
}
