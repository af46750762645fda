package io.guildhall.task.chronicle.messaging;

import io.guildhall.proto.chain.v1.EscrowChanged;
import io.guildhall.proto.chain.v1.EscrowState;
import io.guildhall.proto.chain.v1.EscrowStatus;
import io.guildhall.task.chronicle.ChainEvent;
import io.guildhall.task.chronicle.ChainEventKind;
import io.guildhall.task.market.TaskStatus;
import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The chain's messages as events. */
final class ChainMessages {
    private ChainMessages() {}

    /** What the event itself says, besides the state after it. */
    private record Said(
            ChainEventKind kind,
            @Nullable String account,
            @Nullable String digest,
            @Nullable Integer share) {}

    static ChainEvent event(EscrowChanged changed) {
        EscrowState state = changed.getState();
        TaskStatus status = status(state.getStatus());
        Said said = said(changed);
        boolean goesOn = status != null;
        return new ChainEvent(
                changed.getTaskKey(),
                new ChainEvent.Place(
                        changed.getPlace().getBlockNumber(),
                        changed.getPlace().getLogIndex(),
                        changed.getPlace().getBlockHash(),
                        Instant.ofEpochSecond(changed.getPlace().getBlockTime()),
                        changed.getPlace().getTransactionHash()),
                said.kind(),
                status,
                state.getWorker().isEmpty() ? null : state.getWorker(),
                goesOn ? state.getOpenedIn() : null,
                goesOn ? Instant.ofEpochSecond(state.getClock()) : null,
                goesOn ? state.getRound() : null,
                status == TaskStatus.RULED || status == TaskStatus.APPEALED
                        ? state.getRuledShare()
                        : null,
                said.account(),
                said.digest(),
                said.share(),
                changed.hasCredited() ? new BigInteger(changed.getCredited().getAmount()) : null);
    }

    private static Said said(EscrowChanged changed) {
        return switch (changed.getEventCase()) {
            case FUNDED ->
                    new Said(ChainEventKind.FUNDED, changed.getFunded().getPublisher(), null, null);
            case CLAIMED ->
                    new Said(ChainEventKind.CLAIMED, changed.getClaimed().getWorker(), null, null);
            case REOPENED ->
                    new Said(
                            ChainEventKind.REOPENED, changed.getReopened().getWorker(), null, null);
            case SUBMITTED ->
                    new Said(
                            ChainEventKind.SUBMITTED,
                            null,
                            changed.getSubmitted().getEvidence(),
                            null);
            case REVISION_REQUESTED ->
                    new Said(
                            ChainEventKind.REVISION_ASKED,
                            null,
                            changed.getRevisionRequested().getReason(),
                            null);
            case APPROVED ->
                    new Said(
                            ChainEventKind.APPROVED, changed.getApproved().getWorker(), null, null);
            case RELEASED ->
                    new Said(
                            ChainEventKind.RELEASED, changed.getReleased().getWorker(), null, null);
            case SETTLED ->
                    new Said(
                            ChainEventKind.SETTLED,
                            changed.getSettled().getWorker(),
                            null,
                            changed.getSettled().getShare());
            case CANCELLED -> new Said(ChainEventKind.CANCELLED, null, null, null);
            case REFUNDED -> new Said(ChainEventKind.REFUNDED, null, null, null);
            case DISPUTED ->
                    new Said(
                            ChainEventKind.DISPUTED,
                            changed.getDisputed().getDisputant(),
                            changed.getDisputed().getReason(),
                            null);
            case RULED ->
                    new Said(
                            ChainEventKind.RULED,
                            null,
                            changed.getRuled().getReason(),
                            changed.getRuled().getShare());
            case APPEALED ->
                    new Said(
                            ChainEventKind.APPEALED,
                            changed.getAppealed().getAppellant(),
                            changed.getAppealed().getReason(),
                            null);
            case RESOLVED ->
                    new Said(
                            ChainEventKind.RESOLVED,
                            changed.getResolved().getWorker(),
                            null,
                            changed.getResolved().getShare());
            case CREDITED ->
                    new Said(
                            ChainEventKind.CREDITED,
                            changed.getCredited().getAccount(),
                            null,
                            null);
            case EVENT_NOT_SET ->
                    throw new IllegalArgumentException(
                            "an event without its kind, expected one of the contract's");
        };
    }

    private static @Nullable TaskStatus status(EscrowStatus status) {
        return switch (status) {
            case ESCROW_STATUS_OPEN -> TaskStatus.OPEN;
            case ESCROW_STATUS_CLAIMED -> TaskStatus.CLAIMED;
            case ESCROW_STATUS_SUBMITTED -> TaskStatus.SUBMITTED;
            case ESCROW_STATUS_REVISION_ASKED -> TaskStatus.REVISION_ASKED;
            case ESCROW_STATUS_DISPUTED -> TaskStatus.DISPUTED;
            case ESCROW_STATUS_RULED -> TaskStatus.RULED;
            case ESCROW_STATUS_APPEALED -> TaskStatus.APPEALED;
            case ESCROW_STATUS_UNSPECIFIED -> null;
            case UNRECOGNIZED ->
                    throw new IllegalArgumentException("a status that is newer than this service");
        };
    }
}
