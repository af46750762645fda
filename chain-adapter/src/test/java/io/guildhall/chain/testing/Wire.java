package io.guildhall.chain.testing;

import io.guildhall.chain.contract.Addresses;
import io.guildhall.chain.contract.Consent;
import io.guildhall.chain.contract.EscrowedTask;
import io.guildhall.chain.contract.Policy;
import io.guildhall.chain.contract.Terms;

/** What other services would send. */
public final class Wire {
    private Wire() {}

    public static io.guildhall.proto.chain.v1.EscrowedTask task(EscrowedTask task) {
        Terms terms = task.terms();
        return io.guildhall.proto.chain.v1.EscrowedTask.newBuilder()
                .setPublisher(task.publisher())
                .setTerms(
                        io.guildhall.proto.chain.v1.Terms.newBuilder()
                                .setContent(terms.content())
                                .setToken(blank(terms.token()))
                                .setReward(terms.reward().toString())
                                .setAppealArbiter(blank(terms.appealArbiter()))
                                .setPolicy(policy(terms.policy())))
                .build();
    }

    private static String blank(String address) {
        return address.equals(Addresses.NOBODY) ? "" : address;
    }

    private static io.guildhall.proto.chain.v1.Policy policy(Policy policy) {
        return io.guildhall.proto.chain.v1.Policy.newBuilder()
                .setTaskId(policy.taskId())
                .setMaxRevisions(policy.maxRevisions())
                .setDefaultShare(policy.defaultShare())
                .setFeeRate(policy.feeRate())
                .setAppealWindow(policy.appealWindow())
                .setReviewWindow(policy.reviewWindow())
                .setWorkWindow(policy.workWindow())
                .setClaimDeadline(policy.claimDeadline())
                .build();
    }

    public static io.guildhall.proto.chain.v1.Consent consent(Consent consent) {
        return io.guildhall.proto.chain.v1.Consent.newBuilder()
                .setKind(
                        io.guildhall.proto.chain.v1.ConsentKind.valueOf(
                                "CONSENT_KIND_" + consent.kind().name()))
                .setTaskKey(consent.taskKey())
                .setOpenedIn(consent.openedIn())
                .setWorker(consent.worker())
                .setRound((int) consent.round())
                .setDigest(consent.digest())
                .setShare(consent.share())
                .setValidUntil(consent.validUntil())
                .build();
    }
}
