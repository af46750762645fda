package io.guildhall.task.escrow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the contract is and what it allows, as chain-adapter last said.
 *
 * @param contract EIP-55 form
 * @param arbiter who decides disputes
 * @param appealArbiter who decides appeals; null where the platform offers none
 * @param paused whether it takes no fundings and claims now
 * @param confirmations blocks until an event counts
 * @param headTime time of the newest block
 */
public record EscrowFacts(
        long chainId,
        String contract,
        String arbiter,
        @Nullable String appealArbiter,
        boolean paused,
        int confirmations,
        Instant headTime,
        Limits limits) {}
