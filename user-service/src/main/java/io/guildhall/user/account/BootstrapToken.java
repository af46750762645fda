package io.guildhall.user.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import org.springframework.data.domain.Persistable;

/** Makes its bearer the first system admin. */
@Entity
@Table(name = "BootstrapToken")
class BootstrapToken implements Persistable<String> {
    @Id private String tokenHash;
    private Instant expiresAt;
    @Transient private boolean fresh;

    @SuppressWarnings("NullAway.Init")
    protected BootstrapToken() {}

    BootstrapToken(String tokenHash, Instant expiresAt) {
        this.tokenHash = tokenHash;
        this.expiresAt = expiresAt;
        this.fresh = true;
    }

    String tokenHash() {
        return tokenHash;
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
