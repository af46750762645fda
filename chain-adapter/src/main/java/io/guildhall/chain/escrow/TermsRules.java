package io.guildhall.chain.escrow;

import io.guildhall.chain.contract.Addresses;
import io.guildhall.chain.contract.EscrowLimits;
import io.guildhall.chain.contract.EscrowRefusals;
import io.guildhall.chain.contract.Policy;
import io.guildhall.chain.contract.Terms;

/** Which terms the contract would accept: {@code contracts/src/EscrowTerms.sol}, told before a wallet is asked. */
final class TermsRules {
    private static final int WHOLE = 10_000;

    private final EscrowLimits limits;

    TermsRules(EscrowLimits limits) {
        this.limits = limits;
    }

    /**
     * Refuses under the name of the contract's own error.
     *
     * @param now time of the newest block, Unix seconds
     */
    void require(Terms terms, long now) {
        Policy policy = terms.policy();
        refuseIf(terms.reward().signum() == 0, "escrow-zero-reward", "the reward is 0");
        long latest = Math.min(now + limits.maxClaimPeriod(), limits.lastClaimDeadline());
        refuseIf(
                policy.claimDeadline() <= now || policy.claimDeadline() > latest,
                "escrow-claim-deadline-out-of-range",
                "the claim deadline is %d, expected %d to %d"
                        .formatted(policy.claimDeadline(), now + 1, latest));
        requireWindow("work", policy.workWindow());
        requireWindow("review", policy.reviewWindow());
        if (policy.appealWindow() != 0) {
            requireWindow("appeal", policy.appealWindow());
        }
        refuseIf(
                (policy.appealWindow() == 0) != terms.appealArbiter().equals(Addresses.NOBODY),
                "escrow-appeal-half-specified",
                "an appeal window of %d with the appeal arbiter %s"
                        .formatted(policy.appealWindow(), terms.appealArbiter()));
        refuseIf(
                policy.feeRate() > limits.maxFeeRate(),
                "escrow-fee-rate-too-high",
                "the fee rate is %d, expected at most %d"
                        .formatted(policy.feeRate(), limits.maxFeeRate()));
        refuseIf(
                policy.maxRevisions() > limits.maxRevisions(),
                "escrow-too-many-revisions",
                "%d revisions, expected at most %d"
                        .formatted(policy.maxRevisions(), limits.maxRevisions()));
        refuseIf(
                policy.defaultShare() > WHOLE,
                "escrow-share-too-high",
                "the default share is %d, expected at most %d"
                        .formatted(policy.defaultShare(), WHOLE));
    }

    private void requireWindow(String name, int window) {
        refuseIf(
                window < limits.minWindow() || window > limits.maxWindow(),
                "escrow-window-out-of-range",
                "the %s window is %d, expected %d to %d"
                        .formatted(name, window, limits.minWindow(), limits.maxWindow()));
    }

    private static void refuseIf(boolean broken, String code, String detail) {
        if (broken) {
            throw EscrowRefusals.invalid(code, detail);
        }
    }
}
