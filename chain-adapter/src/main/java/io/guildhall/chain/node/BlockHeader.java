package io.guildhall.chain.node;

import java.math.BigInteger;

/**
 * What is known of a block without its transactions.
 *
 * @param time Unix seconds
 * @param baseFee wei per gas
 */
public record BlockHeader(
        long number, String hash, String parentHash, long time, BigInteger baseFee) {}
