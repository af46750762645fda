package io.guildhall.task.candidate;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.task.escrow.EscrowWatch;
import io.guildhall.task.market.Cursor;
import io.guildhall.task.market.Step;
import io.guildhall.task.market.Task;
import io.guildhall.task.market.TaskBook;
import io.guildhall.task.market.TaskMode;
import io.guildhall.task.timeline.Timeline;
import io.guildhall.task.timeline.TimelineEvent;
import io.guildhall.task.timeline.TimelineKind;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets players ask for a task and its publisher choose. Who is chosen may claim, and nobody else. */
@Service
@Transactional
public class Candidates {
    private final CandidateRows rows;
    private final TaskBook tasks;
    private final EscrowWatch watch;
    private final Timeline timeline;
    private final Clock clock;

    Candidates(
            CandidateRows rows, TaskBook tasks, EscrowWatch watch, Timeline timeline, Clock clock) {
        this.rows = rows;
        this.tasks = tasks;
        this.watch = watch;
        this.timeline = timeline;
        this.clock = clock;
    }

    /**
     * Asks for a task.
     *
     * @throws ProblemException {@code task-own}, {@code task-wrong-mode}, {@code task-claimed-already},
     *     {@code task-wrong-status}, {@code task-deadline-passed}
     */
    public void ask(CurrentUser player, long taskId, String message) {
        Task task = tasks.getVisible(taskId, player);
        requireMode(task);
        task.requirePossible(Step.CLAIM, player.id(), watch.now());
        rows.put(taskId, player.id(), message, clock.instant());
    }

    /** Who asked for one's own task, in the order in which they asked. */
    @Transactional(readOnly = true)
    public List<CandidateRows.Candidature> of(
            CurrentUser publisher, long taskId, @Nullable Cursor cursor, int limit) {
        Task task = tasks.getOwn(taskId, publisher);
        requireMode(task);
        return rows.of(taskId, cursor == null ? 0 : cursor.id(), after(cursor), limit);
    }

    private static @Nullable Instant after(@Nullable Cursor cursor) {
        return cursor == null ? null : cursor.time();
    }

    /**
     * Chooses a candidate, in place of an earlier choice.
     *
     * @throws ProblemException {@code candidate-unknown}, {@code task-wrong-mode}, {@code task-claimed-already},
     *     {@code task-wrong-status}
     */
    public void accept(CurrentUser publisher, long taskId, long userId) {
        Task task = tasks.lockOwn(taskId, publisher);
        requireMode(task);
        task.requirePossible(Step.CLAIM, userId, watch.now());
        if (!rows.accept(taskId, userId, clock.instant())) {
            throw new ProblemException(
                    ProblemKind.NOT_FOUND, "candidate-unknown", userId + " did not ask for it");
        }
        timeline.append(
                taskId,
                TimelineEvent.of(TimelineKind.CANDIDATE_ACCEPTED, clock.instant(), publisher.id())
                        .with("userId", Long.toString(userId)));
    }

    /**
     * Refuses a claim of somebody who was not chosen for a task whose publisher chooses.
     *
     * @throws ProblemException {@code task-not-accepted}
     */
    @Transactional(readOnly = true)
    public void requireChosen(Task task, long userId) {
        if (candidacy(task, userId) != Candidacy.CHOSEN) {
            throw new ProblemException(
                    ProblemKind.FORBIDDEN,
                    "task-not-accepted",
                    "The publisher chooses who may claim it, and did not choose " + userId);
        }
    }

    /** How far somebody has come. Where nobody needs to ask, everybody counts as chosen. */
    @Transactional(readOnly = true)
    public Candidacy candidacy(Task task, long userId) {
        return task.brief().mode() == TaskMode.FIRST_COME
                ? Candidacy.CHOSEN
                : rows.candidacy(task.id(), userId);
    }

    private static void requireMode(Task task) {
        if (task.brief().mode() != TaskMode.BY_APPLICATION) {
            throw new ProblemException(
                    ProblemKind.CONFLICT,
                    "task-wrong-mode",
                    "Whoever comes first gets it: nobody needs to ask");
        }
    }
}
