package io.guildhall.chain.guard;

import java.math.BigInteger;

/**
 * A guard that does not hold.
 *
 * @param found what there is, in the token's smallest unit
 * @param limit what was expected at least, or at most
 */
public record Breach(Guard guard, String token, BigInteger found, BigInteger limit) {}
