package io.guildhall.chain.contract;

import org.jspecify.annotations.Nullable;

/**
 * One event of the contract about a task.
 *
 * @param account publisher, worker, disputant or appellant; null where the kind names nobody
 * @param digest evidence or reason; null where the kind has none
 * @param number share or revision; 0 where the kind has none
 * @param funded what was funded; null for all other kinds
 */
public record EscrowEvent(
        EscrowEventKind kind,
        String taskKey,
        @Nullable String account,
        @Nullable String digest,
        int number,
        @Nullable EscrowedTask funded) {}
