package io.guildhall.user.session;

import io.guildhall.user.secret.StoredToken;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One link in a session's chain of refresh tokens: good for one exchange. */
@Entity
@Table(name = "RefreshToken")
class RefreshToken extends StoredToken {
    private long sessionId;

    // Only queries read it.
    @SuppressWarnings("UnusedVariable")
    private @Nullable String parentHash;

    @SuppressWarnings("UnusedVariable")
    private Instant issuedAt;

    private @Nullable Instant usedAt;
    private boolean superseded;

    @SuppressWarnings("NullAway.Init")
    protected RefreshToken() {}

    RefreshToken(
            String tokenHash,
            long sessionId,
            @Nullable String parentHash,
            Instant issuedAt,
            Instant expiresAt) {
        super(tokenHash, expiresAt);
        this.sessionId = sessionId;
        this.parentHash = parentHash;
        this.issuedAt = issuedAt;
    }

    void use(Instant now) {
        usedAt = now;
    }

    boolean isUsed() {
        return usedAt != null;
    }

    /** Whether the answer to its exchange may have got lost a moment ago. */
    boolean isWithinGrace(Instant now, Duration grace) {
        return !superseded && usedAt != null && !now.isAfter(usedAt.plus(grace));
    }

    /** A sibling was used: this one is worth nothing any more. */
    void supersede() {
        superseded = true;
    }

    boolean isSuperseded() {
        return superseded;
    }

    long sessionId() {
        return sessionId;
    }

    @Nullable String parentHash() {
        return parentHash;
    }
}
