package io.guildhall.user.account;

import io.guildhall.user.secret.StoredToken;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** A link that is on its way to a mailbox. */
@Entity
@Table(name = "EmailVerification")
class EmailVerification extends StoredToken {
    private long userId;
    private String email;

    @SuppressWarnings("NullAway.Init")
    protected EmailVerification() {}

    EmailVerification(String tokenHash, long userId, EmailAddress email, Instant expiresAt) {
        super(tokenHash, expiresAt);
        this.userId = userId;
        this.email = email.value();
    }

    long userId() {
        return userId;
    }

    EmailAddress email() {
        return new EmailAddress(email);
    }
}
