package io.guildhall.task.market;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Where tasks are kept. */
interface TaskRepository extends Repository<Task, Long> {
    Task saveAndFlush(Task task);

    void delete(Task task);

    Optional<Task> findByTaskId(long taskId);

    /** Whoever comes second sees what the first did. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select t from Task t where t.taskId = :taskId")
    Optional<Task> findLocked(long taskId);

    /** What a player holds, or is about to hold. */
    @Query(
            """
            select count(t) from Task t where t.chain.workerId = :userId and t.status in :held""")
    long countHeld(long userId, Set<TaskStatus> held);

    @Query(
            """
            select count(t) from Task t where t.pending.by = :userId and t.pending.step = :step""")
    long countPending(long userId, Step step);

    /** Funded tasks whose clocks have run out and that nobody has begun to move, the longest waiting first. */
    @Query(
            """
            select t.taskId from Task t
            where t.status in :funded and t.chain.clockEndsAt < :now and t.pending.step is null
            order by t.chain.clockEndsAt""")
    List<Long> findDue(Set<TaskStatus> funded, Instant now, Limit limit);

    /** Tasks that wait for a decision, the nearest deadline first. */
    @Query(
            """
            select t from Task t where t.status in :statuses
            and (t.chain.clockEndsAt > :after or (t.chain.clockEndsAt = :after and t.taskId > :afterId))
            order by t.chain.clockEndsAt, t.taskId""")
    List<Task> findByClock(Set<TaskStatus> statuses, Instant after, long afterId, Limit limit);

    /** Applications, the longest waiting first. */
    @Query(
            """
            select t from Task t
            where t.status = :status and (:after is null or t.appliedAt > :after
                or (t.appliedAt = :after and t.taskId > :afterId))
            order by t.appliedAt, t.taskId\
            """)
    List<Task> findLongestWaiting(
            TaskStatus status, @Nullable Instant after, long afterId, Limit limit);

    /** Tasks that wait for what a command does, the longest waiting first. */
    @Query(
            """
            select t from Task t where t.status in :funded and t.pending.command is not null
            and t.pending.since < :before order by t.pending.since""")
    List<Task> findWaitingSince(Set<TaskStatus> funded, Instant before, Limit limit);

    List<Task> findByStatusInAndTaskIdGreaterThanOrderByTaskId(
            Set<TaskStatus> statuses, long taskId, Limit limit);
}
