package io.guildhall.user.recovery;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import org.springframework.data.domain.Persistable;

/** Somebody asked for a link to an address; whether anybody has it, nobody has looked yet. */
@Entity
@Table(name = "RecoveryRequest")
class RecoveryRequest implements Persistable<Long> {
    @Id private long requestId;
    private String email;
    private String locale;

    // Read by people who look into the table.
    @SuppressWarnings("UnusedVariable")
    private Instant requestedAt;

    @Transient private boolean fresh;

    @SuppressWarnings("NullAway.Init")
    protected RecoveryRequest() {}

    RecoveryRequest(long requestId, String email, String locale, Instant requestedAt) {
        this.requestId = requestId;
        this.email = email;
        this.locale = locale;
        this.requestedAt = requestedAt;
        this.fresh = true;
    }

    long requestId() {
        return requestId;
    }

    String email() {
        return email;
    }

    String locale() {
        return locale;
    }

    @Override
    public Long getId() {
        return requestId;
    }

    @Override
    public boolean isNew() {
        return fresh;
    }
}
