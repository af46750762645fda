package io.guildhall.chain.watching;

/**
 * Where the chain has an event.
 *
 * @param blockTime Unix seconds
 * @param sender who sent the transaction
 */
public record Place(
        long blockNumber,
        String blockHash,
        long blockTime,
        String transactionHash,
        int logIndex,
        String sender) {}
