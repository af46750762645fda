package io.guildhall.chain.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.chain.node.Fees;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class FeePolicyTest {
    private final FeePolicy policy = new FeePolicy(BigInteger.valueOf(1_000));

    private static Fees fees(long base, long tip) {
        return new Fees(BigInteger.valueOf(base), BigInteger.valueOf(tip));
    }

    @Test
    void leavesRoomForTheBaseFeeToDouble() {
        FeePolicy.Offer offer = policy.first(fees(100, 3));

        assertThat(offer.maxFee()).isEqualTo(203);
        assertThat(offer.tip()).isEqualTo(3);
    }

    @Test
    void offersATipEvenWhereNobodyAsksForOne() {
        assertThat(policy.first(fees(100, 0)).tip()).isEqualTo(1);
    }

    @Test
    void raisesBothByMoreThanATenthToReplace() {
        FeePolicy.Offer offer =
                policy.replacing(BigInteger.valueOf(203), BigInteger.valueOf(80), fees(1, 1));

        assertThat(offer.maxFee()).isGreaterThanOrEqualTo(BigInteger.valueOf(224));
        assertThat(offer.tip()).isGreaterThanOrEqualTo(BigInteger.valueOf(88));
    }

    @Test
    void followsTheBaseFeeWhenItRoseByMore() {
        FeePolicy.Offer offer =
                policy.replacing(BigInteger.valueOf(203), BigInteger.valueOf(3), fees(400, 3));

        assertThat(offer.maxFee()).isGreaterThanOrEqualTo(BigInteger.valueOf(803));
    }

    @Test
    void neverOffersMoreThanTheLimit() {
        FeePolicy.Offer offer = policy.first(fees(10_000, 5_000));

        assertThat(offer.maxFee()).isEqualTo(1_000);
        assertThat(offer.tip()).isEqualTo(1_000);
        assertThat(policy.canReplace(BigInteger.valueOf(1_000))).isFalse();
    }
}
