package io.guildhall.user.secret;

import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Transient;
import java.time.Instant;
import org.springframework.data.domain.Persistable;

/** What is kept of a {@link RandomToken}: its hash, and until when its bearer may present it. */
@MappedSuperclass
public abstract class StoredToken implements Persistable<String> {
    @Id private String tokenHash;
    private Instant expiresAt;
    @Transient private boolean fresh;

    @SuppressWarnings("NullAway.Init")
    protected StoredToken() {}

    protected StoredToken(String tokenHash, Instant expiresAt) {
        this.tokenHash = tokenHash;
        this.expiresAt = expiresAt;
        this.fresh = true;
    }

    public final String tokenHash() {
        return tokenHash;
    }

    public final boolean isExpired(Instant now) {
        return !expiresAt.isAfter(now);
    }

    @Override
    public final String getId() {
        return tokenHash;
    }

    @Override
    public final boolean isNew() {
        return fresh;
    }
}
