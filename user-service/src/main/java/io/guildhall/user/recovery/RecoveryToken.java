package io.guildhall.user.recovery;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import org.springframework.data.domain.Persistable;

/** A mailed link that lets its bearer set a new password, once. */
@Entity
@Table(name = "RecoveryToken")
class RecoveryToken implements Persistable<String> {
    @Id private String tokenHash;
    private long userId;
    private Instant expiresAt;
    @Transient private boolean fresh;

    @SuppressWarnings("NullAway.Init")
    protected RecoveryToken() {}

    RecoveryToken(String tokenHash, long userId, Instant expiresAt) {
        this.tokenHash = tokenHash;
        this.userId = userId;
        this.expiresAt = expiresAt;
        this.fresh = true;
    }

    long userId() {
        return userId;
    }

    boolean isExpired(Instant now) {
        return !expiresAt.isAfter(now);
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
