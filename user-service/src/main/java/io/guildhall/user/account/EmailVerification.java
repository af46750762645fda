package io.guildhall.user.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import org.springframework.data.domain.Persistable;

/** A link that is on its way to a mailbox. */
@Entity
@Table(name = "EmailVerification")
class EmailVerification implements Persistable<String> {
    @Id private String tokenHash;
    private long userId;
    private String email;
    private Instant expiresAt;
    @Transient private boolean fresh;

    @SuppressWarnings("NullAway.Init")
    protected EmailVerification() {}

    EmailVerification(String tokenHash, long userId, EmailAddress email, Instant expiresAt) {
        this.tokenHash = tokenHash;
        this.userId = userId;
        this.email = email.value();
        this.expiresAt = expiresAt;
        this.fresh = true;
    }

    long userId() {
        return userId;
    }

    EmailAddress email() {
        return new EmailAddress(email);
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
