package io.guildhall.user.session;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Where sessions are kept. */
interface SessionRepository extends Repository<Session, Long> {
    Session save(Session session);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select s from Session s where s.sessionId = :sessionId")
    Optional<Session> findLocked(long sessionId);

    boolean existsBySessionIdAndUserIdAndCreatedAtAfter(
            long sessionId, long userId, Instant created);

    @Query(
            "select s from Session s where s.userId = :userId and s.endedAt is null"
                    + " and s.expiresAt > :now order by s.lastUsedAt desc")
    List<Session> findLive(long userId, Instant now, Limit limit);

    /** Ends them in one statement; answers how many there were. */
    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query(
            "update Session s set s.endedAt = :now, s.endReason = :reason"
                    + " where s.userId = :userId and s.endedAt is null and s.sessionId <> :kept")
    int endAll(long userId, long kept, EndReason reason, Instant now);

    /** Those among them that gave out a token lately. */
    @Query(
            "select s.sessionId from Session s where s.userId = :userId"
                    + " and s.endedAt >= :ended and s.lastUsedAt >= :used")
    List<Long> findEndedSince(long userId, Instant ended, Instant used);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("update Session s set s.secondFactor = false where s.userId = :userId")
    void weakenAll(long userId);
}
