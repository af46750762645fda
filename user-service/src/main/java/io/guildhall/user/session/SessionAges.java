package io.guildhall.user.session;

import io.guildhall.user.account.RecentLogins;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells by the time at which a session was opened; its renewals prove nothing. */
@Component
class SessionAges implements RecentLogins {
    private static final Duration RECENT = Duration.ofMinutes(10);

    private final SessionRepository sessions;
    private final Clock clock;

    SessionAges(SessionRepository sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public boolean isRecent(long userId, long sessionId) {
        return sessions.existsBySessionIdAndUserIdAndCreatedAtAfter(
                sessionId, userId, clock.instant().minus(RECENT));
    }
}
