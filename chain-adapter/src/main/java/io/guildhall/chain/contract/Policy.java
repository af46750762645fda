package io.guildhall.chain.contract;

import java.math.BigInteger;

/**
 * The small numbers of a task's terms, which the contract keeps in one word: {@code contracts/src/libraries/Policy.sol}.
 *
 * @param taskId the task's number in the market; of strangers any 64 bits, here taken for a signed number
 * @param maxRevisions how often the publisher may ask for a revision
 * @param defaultShare basis points for the worker where the arbiter stays silent
 * @param feeRate basis points on top of the reward
 * @param appealWindow seconds; 0 without appeals
 * @param reviewWindow seconds
 * @param workWindow seconds
 * @param claimDeadline last second, Unix time
 */
public record Policy(
        long taskId,
        int maxRevisions,
        int defaultShare,
        int feeRate,
        int appealWindow,
        int reviewWindow,
        int workWindow,
        long claimDeadline) {
    public Policy {
        requireFits("maxRevisions", maxRevisions, 8);
        requireFits("defaultShare", defaultShare, 16);
        requireFits("feeRate", feeRate, 16);
        requireFits("appealWindow", appealWindow, 24);
        requireFits("reviewWindow", reviewWindow, 24);
        requireFits("workWindow", workWindow, 24);
        requireFits("claimDeadline", claimDeadline, 32);
    }

    private static void requireFits(String field, long value, int bits) {
        if (value < 0 || Long.SIZE - Long.numberOfLeadingZeros(value) > bits) {
            throw EscrowRefusals.invalid(
                    "escrow-malformed-policy",
                    field + " is " + value + ", expected 0 to 2^" + bits + " - 1");
        }
    }

    /** All of it in one word, the first field in the lowest bits. */
    public BigInteger packed() {
        BigInteger word = new BigInteger(Long.toUnsignedString(taskId));
        word = word.shiftLeft(32).or(BigInteger.valueOf(claimDeadline));
        word = word.shiftLeft(24).or(BigInteger.valueOf(workWindow));
        word = word.shiftLeft(24).or(BigInteger.valueOf(reviewWindow));
        word = word.shiftLeft(24).or(BigInteger.valueOf(appealWindow));
        word = word.shiftLeft(16).or(BigInteger.valueOf(feeRate));
        word = word.shiftLeft(16).or(BigInteger.valueOf(defaultShare));
        return word.shiftLeft(8).or(BigInteger.valueOf(maxRevisions));
    }

    /** Takes a word apart that the contract has accepted. */
    public static Policy unpack(BigInteger word) {
        return new Policy(
                word.shiftRight(144).longValue(),
                (int) bits(word, 0, 8),
                (int) bits(word, 8, 16),
                (int) bits(word, 24, 16),
                (int) bits(word, 40, 24),
                (int) bits(word, 64, 24),
                (int) bits(word, 88, 24),
                bits(word, 112, 32));
    }

    private static long bits(BigInteger word, int from, int count) {
        return word.shiftRight(from)
                .and(BigInteger.ONE.shiftLeft(count).subtract(BigInteger.ONE))
                .longValueExact();
    }
}
