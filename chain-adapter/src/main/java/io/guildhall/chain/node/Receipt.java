package io.guildhall.chain.node;

import java.math.BigInteger;

/**
 * A transaction that is in a block.
 *
 * @param succeeded false when the contract refused it there
 * @param gasUsed gas
 * @param gasPrice what each gas cost, in wei
 */
public record Receipt(
        String transactionHash,
        long blockNumber,
        String blockHash,
        boolean succeeded,
        BigInteger gasUsed,
        BigInteger gasPrice) {}
