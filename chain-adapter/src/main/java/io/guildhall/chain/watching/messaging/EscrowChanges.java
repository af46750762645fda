package io.guildhall.chain.watching.messaging;

import io.guildhall.chain.contract.Addresses;
import io.guildhall.chain.contract.EscrowEvent;
import io.guildhall.chain.contract.EscrowState;
import io.guildhall.chain.contract.EscrowedTask;
import io.guildhall.chain.contract.Policy;
import io.guildhall.chain.contract.Terms;
import io.guildhall.chain.watching.EscrowAdvanced;
import io.guildhall.chain.watching.Place;
import io.guildhall.proto.chain.v1.Appealed;
import io.guildhall.proto.chain.v1.Approved;
import io.guildhall.proto.chain.v1.Cancelled;
import io.guildhall.proto.chain.v1.Claimed;
import io.guildhall.proto.chain.v1.Credited;
import io.guildhall.proto.chain.v1.Disputed;
import io.guildhall.proto.chain.v1.EscrowChanged;
import io.guildhall.proto.chain.v1.EscrowStatus;
import io.guildhall.proto.chain.v1.Funded;
import io.guildhall.proto.chain.v1.Refunded;
import io.guildhall.proto.chain.v1.Released;
import io.guildhall.proto.chain.v1.Reopened;
import io.guildhall.proto.chain.v1.Resolved;
import io.guildhall.proto.chain.v1.RevisionRequested;
import io.guildhall.proto.chain.v1.Ruled;
import io.guildhall.proto.chain.v1.Settled;
import io.guildhall.proto.chain.v1.Submitted;
import java.util.Objects;

/** Writes an event of the chain as other services read it. */
final class EscrowChanges {
    private EscrowChanges() {}

    static EscrowChanged of(EscrowAdvanced advanced) {
        EscrowEvent event = advanced.event();
        EscrowChanged.Builder message =
                EscrowChanged.newBuilder()
                        .setTaskKey(event.taskKey())
                        .setTaskId(advanced.taskId())
                        .setPlace(place(advanced.place()))
                        .setState(state(advanced.state()));
        String account = event.account() == null ? "" : event.account();
        String digest = event.digest() == null ? "" : event.digest();
        switch (event.kind()) {
            case FUNDED -> message.setFunded(funded(Objects.requireNonNull(event.funded())));
            case CLAIMED -> message.setClaimed(Claimed.newBuilder().setWorker(account));
            case REOPENED -> message.setReopened(Reopened.newBuilder().setWorker(account));
            case SUBMITTED -> message.setSubmitted(Submitted.newBuilder().setEvidence(digest));
            case REVISION_REQUESTED ->
                    message.setRevisionRequested(
                            RevisionRequested.newBuilder()
                                    .setRound(event.number())
                                    .setReason(digest));
            case APPROVED -> message.setApproved(Approved.newBuilder().setWorker(account));
            case RELEASED -> message.setReleased(Released.newBuilder().setWorker(account));
            case SETTLED ->
                    message.setSettled(
                            Settled.newBuilder().setWorker(account).setShare(event.number()));
            case CANCELLED -> message.setCancelled(Cancelled.getDefaultInstance());
            case REFUNDED -> message.setRefunded(Refunded.getDefaultInstance());
            case DISPUTED ->
                    message.setDisputed(
                            Disputed.newBuilder().setDisputant(account).setReason(digest));
            case RULED ->
                    message.setRuled(Ruled.newBuilder().setShare(event.number()).setReason(digest));
            case APPEALED ->
                    message.setAppealed(
                            Appealed.newBuilder().setAppellant(account).setReason(digest));
            case RESOLVED ->
                    message.setResolved(
                            Resolved.newBuilder().setWorker(account).setShare(event.number()));
            case CREDITED ->
                    message.setCredited(
                            Credited.newBuilder()
                                    .setAccount(account)
                                    .setAmount(
                                            Objects.requireNonNull(event.credit())
                                                    .amount()
                                                    .toString()));
        }
        return message.build();
    }

    private static io.guildhall.proto.chain.v1.Place place(Place place) {
        return io.guildhall.proto.chain.v1.Place.newBuilder()
                .setBlockNumber(place.blockNumber())
                .setBlockHash(place.blockHash())
                .setBlockTime(place.blockTime())
                .setTransactionHash(place.transactionHash())
                .setLogIndex(place.logIndex())
                .setSender(place.sender())
                .build();
    }

    private static Funded funded(EscrowedTask task) {
        Terms terms = task.terms();
        return Funded.newBuilder()
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

    private static io.guildhall.proto.chain.v1.EscrowState state(EscrowState state) {
        return io.guildhall.proto.chain.v1.EscrowState.newBuilder()
                .setStatus(status(state))
                .setWorker(blank(state.worker()))
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

    private static String blank(String address) {
        return address.equals(Addresses.NOBODY) ? "" : address;
    }
}
