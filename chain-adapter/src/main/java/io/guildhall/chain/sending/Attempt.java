package io.guildhall.chain.sending;

import java.math.BigInteger;
import java.time.Instant;

/**
 * A signed transaction of a command.
 *
 * @param number 1 for the first
 * @param voids whether it only uses up the command's number
 * @param maxFee wei per gas at most
 * @param tip wei per gas for whoever makes the block
 */
record Attempt(
        int number,
        String transactionHash,
        String raw,
        boolean voids,
        BigInteger maxFee,
        BigInteger tip,
        Instant createdAt) {}
