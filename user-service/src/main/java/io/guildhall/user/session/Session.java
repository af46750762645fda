package io.guildhall.user.session;

import io.guildhall.user.client.Client;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** One login on one device, from its opening to its end. */
@Entity
@Table(name = "Session")
class Session implements Persistable<Long> {
    @Id private long sessionId;
    private long userId;

    @Enumerated(EnumType.STRING)
    private LoginMethod method;

    private boolean secondFactor;
    private boolean remembered;
    private String clientAddress;
    private String userAgent;
    private Instant createdAt;
    private Instant lastUsedAt;
    private Instant expiresAt;
    private @Nullable Instant endedAt;

    @Enumerated(EnumType.STRING)
    private @Nullable EndReason endReason;

    @Transient private boolean fresh;

    @SuppressWarnings("NullAway.Init")
    protected Session() {}

    static Session open(
            long sessionId,
            long userId,
            LoginMethod method,
            boolean secondFactor,
            boolean remembered,
            Client client,
            Instant now,
            SessionProperties times) {
        Session session = new Session();
        session.sessionId = sessionId;
        session.userId = userId;
        session.method = method;
        session.secondFactor = secondFactor;
        session.remembered = remembered;
        session.createdAt = now;
        session.fresh = true;
        session.use(client, now, times);
        return session;
    }

    /** Moves the expiry on, but never past the longest life. */
    void use(Client client, Instant now, SessionProperties times) {
        clientAddress = client.address();
        userAgent = client.userAgent();
        lastUsedAt = now;
        Instant idle = now.plus(remembered ? times.rememberedIdle() : times.idle());
        Instant longest = createdAt.plus(times.longest());
        expiresAt = idle.isBefore(longest) ? idle : longest;
    }

    void end(EndReason reason, Instant now) {
        if (endedAt == null) {
            endedAt = now;
            endReason = reason;
        }
    }

    /** The user has just proved a second factor in this session. */
    void strengthen() {
        secondFactor = true;
    }

    /** The second factor that strengthened this session is gone. */
    void weaken() {
        secondFactor = false;
    }

    boolean isLive(Instant now) {
        return endedAt == null && expiresAt.isAfter(now);
    }

    long sessionId() {
        return sessionId;
    }

    long userId() {
        return userId;
    }

    LoginMethod method() {
        return method;
    }

    boolean secondFactor() {
        return secondFactor;
    }

    boolean remembered() {
        return remembered;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    @Nullable EndReason endReason() {
        return endReason;
    }

    SessionView view(long currentSessionId) {
        Device device = Device.of(userAgent);
        return new SessionView(
                sessionId,
                sessionId == currentSessionId,
                device.name(),
                device.browser(),
                clientAddress,
                createdAt,
                lastUsedAt,
                method);
    }

    @Override
    public Long getId() {
        return sessionId;
    }

    @Override
    public boolean isNew() {
        return fresh;
    }
}
