package io.guildhall.task.escrow.client;

import io.guildhall.proto.chain.v1.Consent;
import io.guildhall.proto.chain.v1.EscrowedTask;
import io.guildhall.proto.chain.v1.Verb;
import io.guildhall.task.escrow.Call;
import io.guildhall.task.escrow.ConsentKind;
import io.guildhall.task.escrow.ConsentMessage;
import io.guildhall.task.escrow.EscrowVerb;
import io.guildhall.task.escrow.Limits;
import io.guildhall.task.escrow.Policy;
import io.guildhall.task.escrow.Terms;
import org.jspecify.annotations.Nullable;

/** The escrow's values as messages and back. */
final class EscrowMessages {
    private EscrowMessages() {}

    static EscrowedTask task(Terms terms) {
        return EscrowedTask.newBuilder()
                .setPublisher(terms.publisher())
                .setTerms(
                        io.guildhall.proto.chain.v1.Terms.newBuilder()
                                .setContent(terms.content())
                                .setToken(orEmpty(terms.token()))
                                .setReward(terms.reward().toString())
                                .setAppealArbiter(orEmpty(terms.appealArbiter()))
                                .setPolicy(policy(terms.policy())))
                .build();
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
                .setClaimDeadline(policy.claimDeadline().getEpochSecond())
                .build();
    }

    static Call call(io.guildhall.proto.chain.v1.Call call) {
        return new Call(call.getFrom(), call.getTo(), call.getValue(), call.getData());
    }

    static Limits limits(io.guildhall.proto.chain.v1.Limits limits) {
        return new Limits(
                limits.getMaxFeeRate(),
                limits.getMinWindow(),
                limits.getMaxWindow(),
                limits.getMaxClaimPeriod(),
                limits.getArbitrationWindow(),
                limits.getMaxRevisions());
    }

    static Verb verb(EscrowVerb verb) {
        return switch (verb) {
            case CANCEL -> Verb.VERB_CANCEL;
            case APPROVE -> Verb.VERB_APPROVE;
            case LAPSE -> Verb.VERB_LAPSE;
            case REFUND -> Verb.VERB_REFUND;
            case RELEASE -> Verb.VERB_RELEASE;
            case EXECUTE_RULING -> Verb.VERB_EXECUTE_RULING;
            case EXECUTE_DEFAULT -> Verb.VERB_EXECUTE_DEFAULT;
        };
    }

    static Consent consent(ConsentMessage consent) {
        Consent.Builder message =
                Consent.newBuilder()
                        .setKind(kind(consent.kind()))
                        .setTaskKey(consent.key())
                        .setOpenedIn(consent.openedIn())
                        .setWorker(consent.worker());
        if (consent.round() != null) {
            message.setRound(consent.round());
        }
        if (consent.digest() != null) {
            message.setDigest(consent.digest());
        }
        if (consent.share() != null) {
            message.setShare(consent.share());
        }
        if (consent.validUntil() != null) {
            message.setValidUntil(consent.validUntil().getEpochSecond());
        }
        return message.build();
    }

    private static io.guildhall.proto.chain.v1.ConsentKind kind(ConsentKind kind) {
        return switch (kind) {
            case CLAIM -> io.guildhall.proto.chain.v1.ConsentKind.CONSENT_KIND_CLAIM;
            case SUBMISSION -> io.guildhall.proto.chain.v1.ConsentKind.CONSENT_KIND_SUBMISSION;
            case REVISION -> io.guildhall.proto.chain.v1.ConsentKind.CONSENT_KIND_REVISION;
            case ABANDONMENT -> io.guildhall.proto.chain.v1.ConsentKind.CONSENT_KIND_ABANDONMENT;
            case DISPUTE -> io.guildhall.proto.chain.v1.ConsentKind.CONSENT_KIND_DISPUTE;
            case APPEAL -> io.guildhall.proto.chain.v1.ConsentKind.CONSENT_KIND_APPEAL;
            case APPROVAL -> io.guildhall.proto.chain.v1.ConsentKind.CONSENT_KIND_APPROVAL;
            case SETTLEMENT -> io.guildhall.proto.chain.v1.ConsentKind.CONSENT_KIND_SETTLEMENT;
        };
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
