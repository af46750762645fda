package io.guildhall.chain.escrow;

import io.guildhall.chain.node.Call;
import java.math.BigInteger;
import java.util.List;

/**
 * What a publisher's wallet sends to fund a task.
 *
 * @param approvals first, one after the other, where a token needs them
 * @param balance what the publisher has of the token
 */
public record FundingPlan(
        String taskKey,
        BigInteger fee,
        BigInteger total,
        List<Call> approvals,
        Call funding,
        BigInteger balance) {}
