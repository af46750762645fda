package io.guildhall.user.session;

import io.guildhall.defaults.persistence.IdGenerator;
import io.guildhall.user.client.Client;
import io.guildhall.user.secret.RandomToken;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The transactions on sessions and their refresh tokens. */
@Component
class SessionBook {
    private static final int LISTED_SESSIONS = 100;

    private final SessionRepository sessions;
    private final RefreshTokens tokens;
    private final IdGenerator ids;
    private final SessionProperties times;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SessionBook(
            SessionRepository sessions,
            RefreshTokens tokens,
            IdGenerator ids,
            SessionProperties times,
            ApplicationEventPublisher events,
            Clock clock) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.ids = ids;
        this.times = times;
        this.events = events;
        this.clock = clock;
    }

    /** A session and the token that renews it next. */
    record Opened(Session session, RandomToken token) {}

    /** What came of an exchange of tokens. */
    sealed interface Renewal {
        /** The session goes on with another token. */
        record Renewed(Session session, RandomToken token) implements Renewal {}

        /** There is no such session any more. */
        record Ended() implements Renewal {}

        /** The token had been used before: somebody has a copy. The session is over. */
        record Reused(Session session) implements Renewal {}
    }

    @Transactional
    public Opened open(
            long userId,
            LoginMethod method,
            boolean secondFactor,
            boolean remembered,
            Client client) {
        Instant now = clock.instant();
        Session session =
                sessions.save(
                        Session.open(
                                ids.next(),
                                userId,
                                method,
                                secondFactor,
                                remembered,
                                client,
                                now,
                                times));
        RandomToken token = RandomToken.create();
        tokens.save(
                new RefreshToken(
                        token.hash(), session.sessionId(), null, now, session.expiresAt()));
        return new Opened(session, token);
    }

    /** Exchanges a refresh token. The session's row is locked first: of two exchanges one waits. */
    @Transactional
    public Renewal renew(String presented, Client client) {
        String hash = RandomToken.hash(presented);
        Instant now = clock.instant();
        Session session = tokens.findSession(hash).flatMap(sessions::findLocked).orElse(null);
        RefreshToken token = tokens.findByTokenHash(hash).orElse(null);
        if (session == null || token == null || !session.isLive(now) || token.isExpired(now)) {
            return new Renewal.Ended();
        }
        if (isReused(token, now)) {
            end(session, EndReason.TOKEN_REUSED);
            return new Renewal.Reused(session);
        }
        if (!token.isUsed()) {
            token.use(now);
            if (token.parentHash() != null) {
                tokens.findSiblings(token.parentHash(), token.tokenHash())
                        .forEach(RefreshToken::supersede);
            }
        }
        session.use(client, now, times);
        RandomToken next = RandomToken.create();
        tokens.save(
                new RefreshToken(
                        next.hash(),
                        session.sessionId(),
                        token.tokenHash(),
                        now,
                        session.expiresAt()));
        return new Renewal.Renewed(session, next);
    }

    private boolean isReused(RefreshToken token, Instant now) {
        if (token.isSuperseded()) {
            return true;
        }
        return token.isUsed()
                && (!token.isWithinGrace(now, times.grace())
                        || tokens.existsUsedChild(token.tokenHash()));
    }

    /** Ends the session that a refresh token belongs to. */
    @Transactional
    public Optional<Session> end(String presented) {
        Optional<Session> session =
                tokens.findSession(RandomToken.hash(presented)).flatMap(sessions::findLocked);
        session.ifPresent(s -> end(s, EndReason.LOGGED_OUT));
        return session;
    }

    /** Ends one of a user's sessions; false when the user has no such session. */
    @Transactional
    public boolean end(long userId, long sessionId, EndReason reason) {
        Optional<Session> session =
                sessions.findLocked(sessionId).filter(s -> s.userId() == userId);
        session.ifPresent(s -> end(s, reason));
        return session.isPresent();
    }

    private void end(Session session, EndReason reason) {
        session.end(reason, clock.instant());
        events.publishEvent(new AccessEnded.OfSessions(List.of(session.sessionId())));
    }

    /** Ends all of a user's sessions but the kept one (0: none is kept). */
    @Transactional
    public int endAll(long userId, long keptSessionId, EndReason reason) {
        Instant now = clock.instant();
        int ended = sessions.endAll(userId, keptSessionId, reason, now);
        if (ended > 0) {
            // A moment earlier: the database rounds times, and one too many does no harm.
            events.publishEvent(
                    new AccessEnded.OfSessions(
                            sessions.findEndedSince(
                                    userId, now.minusSeconds(1), now.minus(times.accessToken()))));
        }
        return ended;
    }

    @Transactional
    public void strengthen(long userId, long sessionId) {
        sessions.findLocked(sessionId)
                .filter(s -> s.userId() == userId)
                .ifPresent(Session::strengthen);
    }

    @Transactional
    public void weakenAll(long userId) {
        sessions.weakenAll(userId);
    }

    @Transactional(readOnly = true)
    public List<SessionView> list(long userId, long currentSessionId) {
        return sessions.findLive(userId, clock.instant(), Limit.of(LISTED_SESSIONS)).stream()
                .map(session -> session.view(currentSessionId))
                .toList();
    }
}
