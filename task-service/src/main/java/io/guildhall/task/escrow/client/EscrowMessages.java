package io.guildhall.task.escrow.client;

import io.guildhall.proto.chain.v1.EscrowedTask;
import io.guildhall.task.escrow.Call;
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

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
