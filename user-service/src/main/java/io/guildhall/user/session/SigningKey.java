package io.guildhall.user.session;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** A key pair that signs access tokens for a time. */
@Entity
@Table(name = "SigningKey")
class SigningKey implements Persistable<String> {
    @Id private String keyId;
    private byte[] publicKey;
    private byte[] privateKey;
    private Instant createdAt;
    private Instant signsFrom;
    private @Nullable Instant publishedUntil;
    @Transient private boolean fresh;

    @SuppressWarnings("NullAway.Init")
    protected SigningKey() {}

    SigningKey(
            String keyId,
            byte[] publicKey,
            byte[] sealedPrivateKey,
            Instant createdAt,
            Instant signsFrom) {
        this.keyId = keyId;
        this.publicKey = publicKey;
        this.privateKey = sealedPrivateKey;
        this.createdAt = createdAt;
        this.signsFrom = signsFrom;
        this.fresh = true;
    }

    /** Another key signs from now on; this one is needed until its last token has run out. */
    void retire(Instant until) {
        if (publishedUntil == null) {
            publishedUntil = until;
        }
    }

    String keyId() {
        return keyId;
    }

    byte[] publicKey() {
        return publicKey;
    }

    byte[] sealedPrivateKey() {
        return privateKey;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant signsFrom() {
        return signsFrom;
    }

    @Nullable Instant publishedUntil() {
        return publishedUntil;
    }

    @Override
    public String getId() {
        return keyId;
    }

    @Override
    public boolean isNew() {
        return fresh;
    }
}
