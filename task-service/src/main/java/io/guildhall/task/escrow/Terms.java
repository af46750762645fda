package io.guildhall.task.escrow;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher locks and promises: {@code ITaskEscrow.Terms} and who promises it. The task's key on the chain is
 * the hash of both.
 *
 * @param publisher the account that funds, in EIP-55 form
 * @param content SHA-256 of the agreed content, 0x and 64 digits
 * @param token null for ETH
 * @param reward smallest units
 * @param appealArbiter null exactly when the policy's appeal window is 0
 */
public record Terms(
        String publisher,
        String content,
        @Nullable String token,
        BigInteger reward,
        @Nullable String appealArbiter,
        Policy policy) {
    private static final BigInteger WHOLE = BigInteger.valueOf(10_000);

    /** The platform's fee, rounded down as {@code Shares.sol} does. */
    public BigInteger fee() {
        return reward.multiply(BigInteger.valueOf(policy.feeRate())).divide(WHOLE);
    }

    /** What the publisher pays in. */
    public BigInteger total() {
        return reward.add(fee());
    }

    /** What the worker gets of a share in basis points, rounded down as {@code Shares.sol} does. */
    public BigInteger toWorker(int share) {
        return reward.multiply(BigInteger.valueOf(share)).divide(WHOLE);
    }

    /** What goes back to the publisher: the rest after the worker's and the platform's part. */
    public BigInteger toPublisher(int share) {
        BigInteger toPlatform = fee().multiply(BigInteger.valueOf(share)).divide(WHOLE);
        return total().subtract(toWorker(share)).subtract(toPlatform);
    }
}
