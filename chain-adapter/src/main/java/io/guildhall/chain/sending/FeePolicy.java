package io.guildhall.chain.sending;

import io.guildhall.chain.node.Fees;
import java.math.BigInteger;

/** What is offered for gas (EIP-1559), in wei. */
final class FeePolicy {
    /** One wei at least: nodes refuse to replace a tip of nothing by nothing. */
    private static final BigInteger LEAST_TIP = BigInteger.ONE;

    /**
     * What a transaction offers per gas.
     *
     * @param maxFee at most
     * @param tip for whoever makes the block
     */
    record Offer(BigInteger maxFee, BigInteger tip) {}

    private final BigInteger highest;

    FeePolicy(BigInteger highest) {
        this.highest = highest;
    }

    /** Enough while the base fee less than doubles: six full blocks in a row. */
    Offer first(Fees fees) {
        BigInteger tip = fees.tip().max(LEAST_TIP);
        return capped(fees.baseFee().shiftLeft(1).add(tip), tip);
    }

    /** Enough to be taken in place of an earlier one (nodes ask for 10 % more of both), and for the present base fee. */
    Offer replacing(BigInteger maxFee, BigInteger tip, Fees fees) {
        Offer now = first(fees);
        return capped(raised(maxFee).max(now.maxFee()), raised(tip).max(now.tip()));
    }

    /** Whether a replacement can offer more at all. */
    boolean canReplace(BigInteger maxFee) {
        return raised(maxFee).compareTo(highest) <= 0;
    }

    private static BigInteger raised(BigInteger fee) {
        return fee.multiply(BigInteger.valueOf(9))
                .divide(BigInteger.valueOf(8))
                .add(BigInteger.ONE);
    }

    private Offer capped(BigInteger maxFee, BigInteger tip) {
        BigInteger most = maxFee.min(highest);
        return new Offer(most, tip.min(most));
    }
}
