package io.guildhall.user.account;

import io.guildhall.user.secret.StoredToken;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** Makes its bearer the first system admin. */
@Entity
@Table(name = "BootstrapToken")
class BootstrapToken extends StoredToken {

    @SuppressWarnings("NullAway.Init")
    protected BootstrapToken() {}

    BootstrapToken(String tokenHash, Instant expiresAt) {
        super(tokenHash, expiresAt);
    }
}
