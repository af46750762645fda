package io.guildhall.user.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import org.springframework.data.domain.Persistable;

/** A code that was sent to a phone. */
@Entity
@Table(name = "PhoneCode")
class PhoneCode implements Persistable<String> {
    private static final int TRIES = 5;

    @Id private String phone;
    private String codeMac;
    private Instant expiresAt;
    private int triesLeft;
    @Transient private boolean fresh;

    @SuppressWarnings("NullAway.Init")
    protected PhoneCode() {}

    PhoneCode(PhoneNumber phone, String codeMac, Instant expiresAt) {
        this.phone = phone.value();
        this.fresh = true;
        replace(codeMac, expiresAt);
    }

    final void replace(String mac, Instant until) {
        codeMac = mac;
        expiresAt = until;
        triesLeft = TRIES;
    }

    /** Counts a try; false when there is none left. */
    boolean tryOnce(Instant now) {
        if (triesLeft == 0 || !expiresAt.isAfter(now)) {
            return false;
        }
        triesLeft--;
        return true;
    }

    String codeMac() {
        return codeMac;
    }

    @Override
    public String getId() {
        return phone;
    }

    @Override
    public boolean isNew() {
        return fresh;
    }
}
