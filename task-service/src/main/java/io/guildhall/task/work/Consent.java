package io.guildhall.task.work;

import io.guildhall.task.escrow.ConsentKind;
import io.guildhall.task.escrow.ConsentMessage;
import io.guildhall.task.market.ChainState;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What somebody was asked to sign about a task, and their signature once they have. */
@Entity
@Table(name = "Consent")
class Consent {
    @Id private long consentId;
    private long taskId;
    private long userId;

    @Enumerated(EnumType.STRING)
    private ConsentKind kind;

    private String signer;
    private String escrowKey;
    private long openedIn;
    private String worker;
    private @Nullable Integer round;
    private @Nullable String digest;
    private @Nullable Integer share;
    private @Nullable Instant validUntil;
    private @Nullable String reason;

    // Kept for who reads the table.
    @SuppressWarnings("UnusedVariable")
    private @Nullable Long submissionId;

    private @Nullable String signature;

    @SuppressWarnings("UnusedVariable")
    private Instant createdAt;

    private @Nullable Instant signedAt;

    @SuppressWarnings("UnusedVariable")
    private @Nullable Long commandId;

    @Version private @Nullable Long version;

    /** For Hibernate, which fills the fields in. */
    @SuppressWarnings("NullAway.Init")
    protected Consent() {}

    Consent(
            long consentId,
            long taskId,
            long userId,
            String signer,
            ConsentMessage message,
            @Nullable String reason,
            @Nullable Long submissionId,
            Instant now) {
        this.consentId = consentId;
        this.taskId = taskId;
        this.userId = userId;
        this.kind = message.kind();
        this.signer = signer;
        this.escrowKey = message.key();
        this.openedIn = message.openedIn();
        this.worker = message.worker();
        this.round = message.round();
        this.digest = message.digest();
        this.share = message.share();
        this.validUntil = message.validUntil();
        this.reason = reason;
        this.submissionId = submissionId;
        this.createdAt = now;
    }

    ConsentMessage message() {
        return new ConsentMessage(
                kind, escrowKey, openedIn, worker, round, digest, share, validUntil);
    }

    /** Whether it still speaks of the task as it is: of this opening, and of this round where rounds count. */
    boolean speaksOf(ChainState chain) {
        return escrowKey.equals(chain.escrowKey())
                && openedIn == chain.openedIn()
                && (round == null || round.equals(chain.round()))
                && (kind == ConsentKind.CLAIM || worker.equals(chain.workerAddress()));
    }

    /** Whether it is a signed offer that the other side could accept at a time. */
    boolean isLiveOffer(ChainState chain, Instant now) {
        return kind == ConsentKind.SETTLEMENT
                && signature != null
                && validUntil != null
                && !now.isAfter(validUntil)
                && speaksOf(chain);
    }

    /** Whether both say the same, so that together they are an agreement. */
    boolean matches(Consent other) {
        return message().equals(other.message());
    }

    void sign(String given, Instant now) {
        signature = given;
        signedAt = now;
    }

    void carriedBy(long command) {
        commandId = command;
    }

    long id() {
        return consentId;
    }

    long taskId() {
        return taskId;
    }

    long userId() {
        return userId;
    }

    ConsentKind kind() {
        return kind;
    }

    String signer() {
        return signer;
    }

    @Nullable String signature() {
        return signature;
    }

    @Nullable Integer share() {
        return share;
    }

    @Nullable Instant validUntil() {
        return validUntil;
    }

    @Nullable String reason() {
        return reason;
    }

    @Nullable String digest() {
        return digest;
    }

    @Nullable Instant signedAt() {
        return signedAt;
    }
}
