package io.guildhall.task.page;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What anybody needs to check on the chain that a task's reward is locked: the terms hash to the key with the publisher, the
 * content hashes (SHA-256 of its UTF-8 text) to the terms' content.
 *
 * @param content the canonical text itself: JSON with sorted names
 * @param fundedIn null until the chain has confirmed it
 */
public record Receipt(
        @Nullable BigInteger chainId,
        @Nullable String contract,
        String key,
        String publisher,
        Terms terms,
        String content,
        @Nullable FundedIn fundedIn) {
    /**
     * The terms as the contract takes them.
     *
     * @param token null for ETH
     * @param policy the packed word, decimal
     */
    public record Terms(
            String content,
            @Nullable String token,
            String reward,
            @Nullable String appealArbiter,
            String policy) {}

    /** Where the chain has the funding. */
    public record FundedIn(String block, String transactionHash) {}
}
