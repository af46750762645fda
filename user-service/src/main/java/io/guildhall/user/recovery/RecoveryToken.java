package io.guildhall.user.recovery;

import io.guildhall.user.secret.StoredToken;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** A mailed link that lets its bearer set a new password, once. */
@Entity
@Table(name = "RecoveryToken")
class RecoveryToken extends StoredToken {
    private long userId;

    @SuppressWarnings("NullAway.Init")
    protected RecoveryToken() {}

    RecoveryToken(String tokenHash, long userId, Instant expiresAt) {
        super(tokenHash, expiresAt);
        this.userId = userId;
    }

    long userId() {
        return userId;
    }
}
