package io.guildhall.user.session;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** One link in a session's chain of refresh tokens: good for one exchange. */
@Entity
@Table(name = "RefreshToken")
class RefreshToken implements Persistable<String> {
    @Id private String tokenHash;
    private long sessionId;

    // Only queries read it.
    @SuppressWarnings("UnusedVariable")
    private @Nullable String parentHash;

    @SuppressWarnings("UnusedVariable")
    private Instant issuedAt;

    private Instant expiresAt;
    private @Nullable Instant usedAt;
    private boolean superseded;
    @Transient private boolean fresh;

    @SuppressWarnings("NullAway.Init")
    protected RefreshToken() {}

    RefreshToken(
            String tokenHash,
            long sessionId,
            @Nullable String parentHash,
            Instant issuedAt,
            Instant expiresAt) {
        this.tokenHash = tokenHash;
        this.sessionId = sessionId;
        this.parentHash = parentHash;
        this.issuedAt = issuedAt;
        this.expiresAt = expiresAt;
        this.fresh = true;
    }

    void use(Instant now) {
        usedAt = now;
    }

    boolean isUsed() {
        return usedAt != null;
    }

    boolean isExpired(Instant now) {
        return !expiresAt.isAfter(now);
    }

    /** Whether the answer to its exchange may have got lost a moment ago. */
    boolean isWithinGrace(Instant now, Duration grace) {
        return !superseded && usedAt != null && !now.isAfter(usedAt.plus(grace));
    }

    boolean isSuperseded() {
        return superseded;
    }

    long sessionId() {
        return sessionId;
    }

    String tokenHash() {
        return tokenHash;
    }

    @Nullable String parentHash() {
        return parentHash;
    }

    @Override
    public String getId() {
        return tokenHash;
    }

    @Override
    public boolean isNew() {
        return fresh;
    }
}
