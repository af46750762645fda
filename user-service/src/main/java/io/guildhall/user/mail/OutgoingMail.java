package io.guildhall.user.mail;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Duration;
import java.time.Instant;
import org.springframework.data.domain.Persistable;

/** A mail on its way. Its row is gone once the mail server has taken it. */
@Entity
@Table(name = "OutgoingMail")
class OutgoingMail implements Persistable<Long> {
    /** Longer than a mail server can take over one mail: a dozen answers, each within its time limit. */
    private static final Duration LEASE = Duration.ofMinutes(3);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    @Id private long mailId;
    private byte[] content;
    private int attempts;

    private Instant nextAttemptAt;

    private Instant expiresAt;
    @Transient private boolean fresh;

    @SuppressWarnings("NullAway.Init")
    protected OutgoingMail() {}

    OutgoingMail(long mailId, byte[] sealedContent, Instant now, Duration useful) {
        this.mailId = mailId;
        this.content = sealedContent;
        this.nextAttemptAt = now;
        this.expiresAt = now.plus(useful);
        this.fresh = true;
    }

    /** Keeps other replicas away while this one delivers; after a crash the lease runs out. */
    void lease(Instant now) {
        attempts++;
        nextAttemptAt = now.plus(LEASE);
    }

    /** Tries again later: after 2 seconds, 4, 8, … and at last every ten minutes. */
    void postpone(Instant now) {
        Duration pause = Duration.ofSeconds(1L << Math.min(attempts, 20));
        nextAttemptAt = now.plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
    }

    boolean isDue(Instant now) {
        return !nextAttemptAt.isAfter(now);
    }

    boolean isExpired(Instant now) {
        return !expiresAt.isAfter(now);
    }

    long mailId() {
        return mailId;
    }

    byte[] sealedContent() {
        return content;
    }

    int attempts() {
        return attempts;
    }

    @Override
    public Long getId() {
        return mailId;
    }

    @Override
    public boolean isNew() {
        return fresh;
    }
}
