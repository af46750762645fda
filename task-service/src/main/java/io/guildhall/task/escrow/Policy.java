package io.guildhall.task.escrow;

import java.math.BigInteger;
import java.time.Instant;

/**
 * The small numbers of a task's terms. {@code Policy.sol} has their layout in one word.
 *
 * @param defaultShare basis points of the reward that the worker gets when the arbiter stays silent
 * @param feeRate the platform's fee on top of the reward, in basis points
 * @param appealWindow seconds; 0 where rulings are final
 * @param claimDeadline last second in which the task may be claimed
 */
public record Policy(
        long taskId,
        int maxRevisions,
        int defaultShare,
        int feeRate,
        int appealWindow,
        int reviewWindow,
        int workWindow,
        Instant claimDeadline) {
    /** The word that the contract takes; least significant field first. */
    public BigInteger packed() {
        BigInteger word = BigInteger.valueOf(maxRevisions);
        word = word.or(BigInteger.valueOf(defaultShare).shiftLeft(8));
        word = word.or(BigInteger.valueOf(feeRate).shiftLeft(24));
        word = word.or(BigInteger.valueOf(appealWindow).shiftLeft(40));
        word = word.or(BigInteger.valueOf(reviewWindow).shiftLeft(64));
        word = word.or(BigInteger.valueOf(workWindow).shiftLeft(88));
        word = word.or(BigInteger.valueOf(claimDeadline.getEpochSecond()).shiftLeft(112));
        return word.or(BigInteger.valueOf(taskId).shiftLeft(144));
    }
}
