package io.guildhall.chain.contract;

import java.math.BigInteger;

/**
 * What a publisher locks and promises: {@code ITaskEscrow.Terms}.
 *
 * @param content hash of what was agreed in words
 * @param token ERC-20 of the reward; {@link #ETHER} for ETH
 * @param reward for the worker, in the token's smallest unit
 * @param appealArbiter who decides appeals; {@link Addresses#NOBODY} without
 * @param policy clocks, rates and the task's number
 */
public record Terms(
        String content, String token, BigInteger reward, String appealArbiter, Policy policy) {
    /** The token of rewards in ETH. */
    public static final String ETHER = Addresses.NOBODY;

    private static final int REWARD_BITS = 96;
    private static final BigInteger WHOLE = BigInteger.valueOf(10_000);

    public Terms {
        content = Words.require("content", content);
        token = Addresses.require("token", token);
        appealArbiter = Addresses.require("appeal_arbiter", appealArbiter);
        if (reward.signum() < 0 || reward.bitLength() > REWARD_BITS) {
            throw EscrowRefusals.invalid(
                    "escrow-reward-out-of-range",
                    "the reward is " + reward + ", expected 0 to 2^96 - 1");
        }
    }

    /** Whether the reward is ETH. */
    public boolean isEther() {
        return token.equals(ETHER);
    }

    /** The platform's fee on the whole reward, rounded down. */
    public BigInteger fee() {
        return reward.multiply(BigInteger.valueOf(policy.feeRate())).divide(WHOLE);
    }

    /** What the publisher locks. */
    public BigInteger total() {
        return reward.add(fee());
    }
}
