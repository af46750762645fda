package io.guildhall.chain.node;

import java.math.BigInteger;

/**
 * The price of gas (EIP-1559), in wei.
 *
 * @param baseFee burned per gas, in the next block about this much
 * @param tip per gas for whoever makes the block
 */
public record Fees(BigInteger baseFee, BigInteger tip) {}
