package io.guildhall.task.review;

import io.guildhall.defaults.audit.AuditTrail;
import io.guildhall.defaults.audit.AuditTrail.Outcome;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.task.market.Cursor;
import io.guildhall.task.market.Task;
import io.guildhall.task.market.TaskBook;
import io.guildhall.task.timeline.Timeline;
import io.guildhall.task.timeline.TimelineEvent;
import io.guildhall.task.timeline.TimelineKind;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Checks applications for publication: an admin lets them through or sends them back with a reason. */
@Service
public class Reviews {
    private final TaskBook tasks;
    private final Timeline timeline;
    private final AuditTrail audit;
    private final Clock clock;

    Reviews(TaskBook tasks, Timeline timeline, AuditTrail audit, Clock clock) {
        this.tasks = tasks;
        this.timeline = timeline;
        this.audit = audit;
        this.clock = clock;
    }

    /** Applications that wait, longest first. */
    @Transactional(readOnly = true)
    public List<Application> waiting(@Nullable Cursor cursor, int limit) {
        return tasks.waiting(after(cursor), cursor == null ? 0 : cursor.id(), limit).stream()
                .map(
                        task ->
                                new Application(
                                        task.id(),
                                        task.publisherId(),
                                        task.brief(),
                                        task.excerpt(),
                                        Objects.requireNonNull(task.appliedAt())))
                .toList();
    }

    private static @Nullable Instant after(@Nullable Cursor cursor) {
        return cursor == null ? null : cursor.time();
    }

    /** Lets an application through to its funding. */
    @Transactional
    public void accept(CurrentUser admin, long taskId) {
        decide(admin, taskId, Task::accept, "task.accepted", TimelineKind.ACCEPTED, null);
    }

    /** Sends an application back to the draft. */
    @Transactional
    public void refuse(CurrentUser admin, long taskId, String reason) {
        decide(
                admin,
                taskId,
                task -> task.refuse(reason),
                "task.refused",
                TimelineKind.REFUSED,
                reason);
    }

    private void decide(
            CurrentUser admin,
            long taskId,
            Consumer<Task> verb,
            String action,
            TimelineKind kind,
            @Nullable String reason) {
        Task task = tasks.lock(taskId);
        if (task.publisherId() == admin.id()) {
            throw new ProblemException(
                    ProblemKind.FORBIDDEN,
                    "task-own",
                    "An admin decides on the own task, expected another admin");
        }
        verb.accept(task);
        tasks.save(task);
        TimelineEvent event = TimelineEvent.of(kind, clock.instant(), admin.id());
        timeline.append(taskId, reason == null ? event : event.with("reason", reason));
        audit.record(
                action,
                "task:" + taskId,
                Outcome.SUCCESS,
                reason == null ? Map.of() : Map.of("reason", reason));
    }
}
