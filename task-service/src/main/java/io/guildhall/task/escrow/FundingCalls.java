package io.guildhall.task.escrow;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What funding takes.
 *
 * @param key the task's key on the chain
 * @param approval null when the token is ETH or the allowance is there
 * @param balance what the publisher has of the token
 */
public record FundingCalls(
        String key,
        BigInteger fee,
        BigInteger total,
        @Nullable Call approval,
        Call funding,
        BigInteger balance) {}
