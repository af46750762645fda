package io.guildhall.task.escrow;

import java.math.BigInteger;
import java.util.List;

/**
 * What funding takes.
 *
 * @param key the task's key on the chain
 * @param approvals first, one after the other; none when the token is ETH or the allowance is there
 * @param balance what the publisher has of the token
 */
public record FundingCalls(
        String key,
        BigInteger fee,
        BigInteger total,
        List<Call> approvals,
        Call funding,
        BigInteger balance) {}
