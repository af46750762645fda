package io.guildhall.chain.escrow.grpc;

import io.guildhall.chain.contract.Addresses;
import io.guildhall.chain.contract.Consent;
import io.guildhall.chain.contract.ConsentKind;
import io.guildhall.chain.contract.EscrowRefusals;
import io.guildhall.chain.contract.EscrowState;
import io.guildhall.chain.contract.EscrowedTask;
import io.guildhall.chain.contract.Policy;
import io.guildhall.chain.contract.Terms;
import io.guildhall.chain.contract.Timer;
import io.guildhall.chain.node.Call;
import io.guildhall.chain.sending.Command;
import io.guildhall.proto.chain.v1.CommandStatus;
import io.guildhall.proto.chain.v1.EscrowStatus;
import io.guildhall.proto.chain.v1.Verb;
import java.math.BigInteger;

/** Between the messages of the wire and the words of the escrow. */
final class Messages {
    private Messages() {}

    static EscrowedTask task(io.guildhall.proto.chain.v1.EscrowedTask task) {
        return new EscrowedTask(task.getPublisher(), terms(task.getTerms()));
    }

    private static Terms terms(io.guildhall.proto.chain.v1.Terms terms) {
        return new Terms(
                terms.getContent(),
                orNobody(terms.getToken()),
                amount(terms.getReward()),
                orNobody(terms.getAppealArbiter()),
                policy(terms.getPolicy()));
    }

    private static Policy policy(io.guildhall.proto.chain.v1.Policy policy) {
        if (policy.getTaskId() < 0) {
            throw EscrowRefusals.invalid(
                    "escrow-malformed-policy",
                    "taskId is " + policy.getTaskId() + ", expected a number of ours");
        }
        return new Policy(
                policy.getTaskId(),
                policy.getMaxRevisions(),
                policy.getDefaultShare(),
                policy.getFeeRate(),
                policy.getAppealWindow(),
                policy.getReviewWindow(),
                policy.getWorkWindow(),
                policy.getClaimDeadline());
    }

    private static BigInteger amount(String digits) {
        if (!digits.matches("[0-9]{1,29}")) {
            throw EscrowRefusals.invalid(
                    "escrow-reward-out-of-range",
                    "the reward is '" + digits + "', expected a decimal integer below 2^96");
        }
        return new BigInteger(digits);
    }

    static String orNobody(String address) {
        return address.isEmpty() ? Addresses.NOBODY : address;
    }

    static Consent consent(io.guildhall.proto.chain.v1.Consent consent) {
        return new Consent(
                kind(consent.getKind()),
                consent.getTaskKey(),
                consent.getOpenedIn(),
                consent.getWorker(),
                Integer.toUnsignedLong(consent.getRound()),
                consent.getDigest(),
                consent.getShare(),
                consent.getValidUntil());
    }

    private static ConsentKind kind(io.guildhall.proto.chain.v1.ConsentKind kind) {
        return switch (kind) {
            case CONSENT_KIND_CLAIM -> ConsentKind.CLAIM;
            case CONSENT_KIND_SUBMISSION -> ConsentKind.SUBMISSION;
            case CONSENT_KIND_REVISION -> ConsentKind.REVISION;
            case CONSENT_KIND_ABANDONMENT -> ConsentKind.ABANDONMENT;
            case CONSENT_KIND_DISPUTE -> ConsentKind.DISPUTE;
            case CONSENT_KIND_APPEAL -> ConsentKind.APPEAL;
            case CONSENT_KIND_APPROVAL -> ConsentKind.APPROVAL;
            case CONSENT_KIND_SETTLEMENT -> ConsentKind.SETTLEMENT;
            case CONSENT_KIND_UNSPECIFIED, UNRECOGNIZED ->
                    throw EscrowRefusals.invalid(
                            "consent-malformed", "the consent has no kind that is known");
        };
    }

    static Timer timer(Verb verb) {
        return switch (verb) {
            case VERB_LAPSE -> Timer.LAPSE;
            case VERB_REFUND -> Timer.REFUND;
            case VERB_RELEASE -> Timer.RELEASE;
            case VERB_EXECUTE_RULING -> Timer.EXECUTE_RULING;
            case VERB_EXECUTE_DEFAULT -> Timer.EXECUTE_DEFAULT;
            case VERB_CANCEL, VERB_APPROVE, VERB_UNSPECIFIED, UNRECOGNIZED ->
                    throw EscrowRefusals.invalid(
                            "verb-unknown", verb + " is no verb that time allows to anybody");
        };
    }

    static io.guildhall.proto.chain.v1.Call call(Call call) {
        return io.guildhall.proto.chain.v1.Call.newBuilder()
                .setFrom(call.from() == null ? "" : call.from())
                .setTo(call.to())
                .setValue(call.value().toString())
                .setData(call.data())
                .build();
    }

    static io.guildhall.proto.chain.v1.EscrowState state(EscrowState state) {
        return io.guildhall.proto.chain.v1.EscrowState.newBuilder()
                .setStatus(status(state))
                .setWorker(state.worker().equals(Addresses.NOBODY) ? "" : state.worker())
                .setOpenedIn(state.openedIn())
                .setClock(state.clock())
                .setRound(state.round())
                .setRuledShare(state.ruledShare())
                .build();
    }

    private static EscrowStatus status(EscrowState state) {
        return switch (state.status()) {
            case NONE -> EscrowStatus.ESCROW_STATUS_UNSPECIFIED;
            case OPEN -> EscrowStatus.ESCROW_STATUS_OPEN;
            case CLAIMED -> EscrowStatus.ESCROW_STATUS_CLAIMED;
            case SUBMITTED -> EscrowStatus.ESCROW_STATUS_SUBMITTED;
            case REVISION_ASKED -> EscrowStatus.ESCROW_STATUS_REVISION_ASKED;
            case DISPUTED -> EscrowStatus.ESCROW_STATUS_DISPUTED;
            case RULED -> EscrowStatus.ESCROW_STATUS_RULED;
            case APPEALED -> EscrowStatus.ESCROW_STATUS_APPEALED;
        };
    }

    static io.guildhall.proto.chain.v1.Command command(Command command) {
        return io.guildhall.proto.chain.v1.Command.newBuilder()
                .setCommandId(command.commandId())
                .setStatus(status(command))
                .setTransactionHash(
                        command.transactionHash() == null ? "" : command.transactionHash())
                .setReason(command.reason() == null ? "" : command.reason())
                .build();
    }

    private static CommandStatus status(Command command) {
        return switch (command.status()) {
            case QUEUED -> CommandStatus.COMMAND_STATUS_QUEUED;
            case SENT -> CommandStatus.COMMAND_STATUS_SENT;
            case CONFIRMED -> CommandStatus.COMMAND_STATUS_CONFIRMED;
            case FAILED -> CommandStatus.COMMAND_STATUS_FAILED;
        };
    }
}
