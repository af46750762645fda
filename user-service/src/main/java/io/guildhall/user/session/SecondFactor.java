package io.guildhall.user.session;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import org.springframework.data.domain.Persistable;

/** A user's secret for time-based codes (RFC 6238). */
@Entity
@Table(name = "SecondFactor")
class SecondFactor implements Persistable<Long> {
    @Id private long userId;
    private byte[] secret;
    private boolean confirmed;
    private long lastStep;
    @Transient private boolean fresh;

    @SuppressWarnings("NullAway.Init")
    protected SecondFactor() {}

    SecondFactor(long userId, byte[] sealedSecret) {
        this.userId = userId;
        this.secret = sealedSecret;
        this.fresh = true;
    }

    /** A new secret for one that was never confirmed. */
    void replace(byte[] sealedSecret) {
        secret = sealedSecret;
        lastStep = 0;
    }

    void confirm() {
        confirmed = true;
    }

    /** Uses a time step up; false when it or a later one was used before. */
    boolean useStep(long step) {
        if (step <= lastStep) {
            return false;
        }
        lastStep = step;
        return true;
    }

    byte[] sealedSecret() {
        return secret;
    }

    boolean isConfirmed() {
        return confirmed;
    }

    @Override
    public Long getId() {
        return userId;
    }

    @Override
    public boolean isNew() {
        return fresh;
    }
}
