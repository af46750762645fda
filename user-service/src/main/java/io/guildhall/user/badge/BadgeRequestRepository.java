package io.guildhall.user.badge;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Where requests are kept. */
interface BadgeRequestRepository extends Repository<BadgeRequest, Long> {
    BadgeRequest saveAndFlush(BadgeRequest request);

    /** Of two admins who decide at once, one waits and then sees the other's decision. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from BadgeRequest r where r.requestId = :requestId")
    Optional<BadgeRequest> findLocked(long requestId);

    List<BadgeRequest> findByUserIdOrderByRequestIdDesc(long userId, Limit limit);

    /** The longest waiting first. */
    @Query(
            """
            select r from BadgeRequest r
            where r.status = :status and (:after is null or r.requestId > :after)
            order by r.requestId""")
    List<BadgeRequest> findOldestFirst(RequestStatus status, @Nullable Long after, Limit limit);

    /** The latest first. */
    @Query(
            """
            select r from BadgeRequest r
            where r.status = :status and (:before is null or r.requestId < :before)
            order by r.requestId desc""")
    List<BadgeRequest> findLatestFirst(RequestStatus status, @Nullable Long before, Limit limit);
}
