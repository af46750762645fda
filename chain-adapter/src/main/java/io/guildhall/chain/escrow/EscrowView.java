package io.guildhall.chain.escrow;

import io.guildhall.chain.contract.EscrowLimits;
import io.guildhall.chain.node.BlockHeader;
import org.jspecify.annotations.Nullable;

/**
 * Where the contract is and what it allows.
 *
 * @param appealArbiter null where the platform offers no appeals
 */
public record EscrowView(
        long chainId,
        String contract,
        String arbiter,
        @Nullable String appealArbiter,
        boolean paused,
        int confirmations,
        BlockHeader head,
        EscrowLimits limits) {}
