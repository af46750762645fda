package io.guildhall.chain.contract;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * One event of the contract about a task.
 *
 * @param account publisher, worker, disputant, appellant or whoever is credited; null where the kind names nobody
 * @param digest evidence or reason; null where the kind has none
 * @param number share or revision; 0 where the kind has none
 * @param credit what waits in the contract; null for all other kinds
 * @param funded what was funded; null for all other kinds
 */
public record EscrowEvent(
        EscrowEventKind kind,
        String taskKey,
        @Nullable String account,
        @Nullable String digest,
        int number,
        @Nullable Credit credit,
        @Nullable EscrowedTask funded) {
    /**
     * A payment that was refused.
     *
     * @param amount in the token's smallest unit
     */
    public record Credit(String token, BigInteger amount) {}
}
