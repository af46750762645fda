package io.guildhall.task.market;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.defaults.security.Permission;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Finds tasks for the features that work on them, in their transactions. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class TaskBook {
    private final TaskRepository tasks;
    private final TaskRows rows;
    private final ApplicationEventPublisher events;

    TaskBook(TaskRepository tasks, TaskRows rows, ApplicationEventPublisher events) {
        this.tasks = tasks;
        this.rows = rows;
        this.events = events;
    }

    /** The task, for reading. */
    public Task get(long taskId) {
        return tasks.findByTaskId(taskId).orElseThrow(() -> notFound(taskId));
    }

    /** The task as this reader may see it: others' tasks exist for them once they are on the market. */
    public Task getVisible(long taskId, @Nullable CurrentUser reader) {
        return visible(get(taskId), reader);
    }

    /** The task with its row locked until the transaction ends. */
    public Task lock(long taskId) {
        return tasks.findLocked(taskId).orElseThrow(() -> notFound(taskId));
    }

    /** The same for its publisher alone. */
    public Task lockOwn(long taskId, CurrentUser publisher) {
        return requireOwn(visible(lock(taskId), publisher), publisher);
    }

    /** One's own task, for reading. */
    public Task getOwn(long taskId, CurrentUser publisher) {
        return requireOwn(getVisible(taskId, publisher), publisher);
    }

    private static Task visible(Task task, @Nullable CurrentUser reader) {
        boolean sees =
                task.status().isPublic()
                        || (reader != null
                                && (reader.id() == task.publisherId()
                                        || (reader.may(Permission.MANAGE_SYSTEM)
                                                && task.status() != TaskStatus.DRAFT)));
        if (!sees) {
            throw notFound(task.id());
        }
        return task;
    }

    private static Task requireOwn(Task task, CurrentUser publisher) {
        if (task.publisherId() != publisher.id()) {
            throw new ProblemException(
                    ProblemKind.FORBIDDEN,
                    "task-not-own",
                    "The task is somebody else's, expected one's own");
        }
        return task;
    }

    /** How many tasks a player holds or has claimed without the chain's word yet. */
    public long countHeldBy(long userId) {
        return tasks.countHeld(userId, TaskStatus.HELD) + tasks.countPending(userId, Step.CLAIM);
    }

    /** Funded tasks whose clocks have run out and that nobody has begun to move. */
    public List<Long> due(Instant now, int limit) {
        return tasks.findDue(TaskStatus.FUNDED, now, Limit.of(limit));
    }

    /** Funded tasks after an id, for whoever goes through all of them. */
    public List<Task> funded(long afterId, int limit) {
        return tasks.findByStatusInAndTaskIdGreaterThanOrderByTaskId(
                TaskStatus.FUNDED, afterId, Limit.of(limit));
    }

    /** Tasks that wait for what a command does since before a time. */
    public List<Task> waitingSince(Instant before, int limit) {
        return tasks.findWaitingSince(TaskStatus.FUNDED, before, Limit.of(limit));
    }

    /** Disputes and appeals, the nearest deadline first. */
    public List<Task> disputed(Instant after, long afterId, int limit) {
        return tasks.findByClock(
                EnumSet.of(TaskStatus.DISPUTED, TaskStatus.APPEALED),
                after,
                afterId,
                Limit.of(limit));
    }

    /** Brings the lists by tag in line with a task. */
    public void index(Task task) {
        events.publishEvent(new TaskTouched(task.id()));
        rows.index(task.id(), task.brief().tags());
    }

    /** Saves at once, so that what breaks a constraint breaks it here. */
    public Task save(Task task) {
        Task saved = tasks.saveAndFlush(task);
        if (saved.status().isPublic()) {
            events.publishEvent(new TaskTouched(saved.id()));
        }
        return saved;
    }

    public void delete(Task task) {
        tasks.delete(task);
    }

    /** Applications that wait for a check, longest first. */
    public List<Task> waiting(@Nullable Instant after, long afterId, int limit) {
        return tasks.findLongestWaiting(TaskStatus.IN_REVIEW, after, afterId, Limit.of(limit));
    }

    private static ProblemException notFound(long taskId) {
        return new ProblemException(
                ProblemKind.NOT_FOUND, "task-not-found", "No task has the id " + taskId);
    }
}
