package io.guildhall.user.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A code that was sent to a phone. */
@Entity
@Table(name = "PhoneCode")
class PhoneCode {
    static final int TRIES = 5;

    @Id private String phone;
    private String codeMac;
    private Instant expiresAt;
    private int triesLeft;

    @SuppressWarnings("NullAway.Init")
    protected PhoneCode() {}

    /** As {@link PhoneCodeRepository#put} writes it. */
    PhoneCode(PhoneNumber phone, String codeMac, Instant expiresAt) {
        this.phone = phone.value();
        this.codeMac = codeMac;
        this.expiresAt = expiresAt;
        this.triesLeft = TRIES;
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
}
