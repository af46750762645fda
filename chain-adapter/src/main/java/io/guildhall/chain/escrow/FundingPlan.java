package io.guildhall.chain.escrow;

import io.guildhall.chain.node.Call;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher's wallet sends to fund a task.
 *
 * @param approval first, where a token needs it
 * @param balance what the publisher has of the token
 */
public record FundingPlan(
        String taskKey,
        BigInteger fee,
        BigInteger total,
        @Nullable Call approval,
        Call funding,
        BigInteger balance) {}
