package io.guildhall.task.publishing;

import io.guildhall.defaults.audit.AuditTrail;
import io.guildhall.defaults.audit.AuditTrail.Outcome;
import io.guildhall.defaults.persistence.IdGenerator;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.task.escrow.EscrowProperties;
import io.guildhall.task.escrow.EscrowWatch;
import io.guildhall.task.market.Brief;
import io.guildhall.task.market.Promises;
import io.guildhall.task.market.Task;
import io.guildhall.task.market.TaskBook;
import io.guildhall.task.market.TaskStatus;
import io.guildhall.task.timeline.Timeline;
import io.guildhall.task.timeline.TimelineEvent;
import io.guildhall.task.timeline.TimelineKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Drafts and applications: what a publisher does before there is money in it. */
@Service
@Transactional
public class Publishing {
    /** How much later than its block a funding may be told. */
    private static final Duration TOLD_LATE = Duration.ofHours(1);

    private final TaskBook tasks;
    private final Promises promises;
    private final Timeline timeline;
    private final EscrowWatch escrow;
    private final EscrowProperties terms;
    private final PublishingProperties properties;
    private final AuditTrail audit;
    private final IdGenerator ids;
    private final Clock clock;

    Publishing(
            TaskBook tasks,
            Promises promises,
            Timeline timeline,
            EscrowWatch escrow,
            EscrowProperties terms,
            PublishingProperties properties,
            AuditTrail audit,
            IdGenerator ids,
            Clock clock) {
        this.tasks = tasks;
        this.promises = promises;
        this.timeline = timeline;
        this.escrow = escrow;
        this.terms = terms;
        this.properties = properties;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** Writes a draft down; it may say nothing yet. */
    public long draft(CurrentUser publisher, Brief brief) {
        Task task = new Task(ids.next(), publisher.id(), brief, clock.instant());
        return tasks.save(task).id();
    }

    /**
     * Replaces what a draft says.
     *
     * @throws io.guildhall.defaults.problem.ProblemException {@code task-version-conflict} when another page saved it
     *     meanwhile; {@code task-wrong-status}
     */
    public void revise(CurrentUser publisher, long taskId, Brief brief, long version) {
        Task task = tasks.lockOwn(taskId, publisher);
        task.revise(brief, version);
        tasks.save(task);
    }

    /**
     * Throws a draft away, unless a funding may still come for it: then it would be the only one who knows whose money that is.
     *
     * @throws io.guildhall.defaults.problem.ProblemException {@code task-wrong-status}, {@code task-promised}
     */
    public void delete(CurrentUser publisher, long taskId) {
        Task task = tasks.lockOwn(taskId, publisher);
        task.requireDraft();
        promises.fundableUntil(taskId).ifPresent(latest -> requireOver(latest.plus(TOLD_LATE)));
        timeline.delete(taskId);
        tasks.delete(task);
    }

    private void requireOver(Instant fundable) {
        if (!escrow.now().isAfter(fundable)) {
            throw new ProblemException(
                            ProblemKind.CONFLICT,
                            "task-promised",
                            "The wallet was asked to fund it, and may have: it can be deleted after "
                                    + fundable)
                    .with("until", fundable.toString());
        }
    }

    /**
     * Asks for publication.
     *
     * @throws io.guildhall.defaults.problem.ProblemException {@code task-incomplete}, {@code task-wrong-status}
     */
    public void apply(CurrentUser publisher, long taskId) {
        Task task = tasks.lockOwn(taskId, publisher);
        boolean trusted = properties.trusts(publisher.verified());
        task.apply(trusted, escrow.now(), escrow.limits(), terms);
        record(task, publisher, TimelineKind.APPLIED);
        if (task.status() == TaskStatus.AWAITING_FUNDS) {
            timeline.append(taskId, TimelineEvent.of(TimelineKind.ACCEPTED, clock.instant(), null));
        }
        audit.record("task.applied", "task:" + taskId, Outcome.SUCCESS, Map.of());
    }

    /** Takes the application back to the draft. */
    public void withdraw(CurrentUser publisher, long taskId) {
        Task task = tasks.lockOwn(taskId, publisher);
        task.withdraw(clock.instant());
        record(task, publisher, TimelineKind.WITHDRAWN);
    }

    /** Remembers the funding that the publisher's wallet sent, so that its page may be closed. */
    public void rememberFunding(CurrentUser publisher, long taskId, String transactionHash) {
        Task task = tasks.lockOwn(taskId, publisher);
        if (task.status().isPublic()) {
            // The chain was faster than the page.
            return;
        }
        task.rememberFunding(transactionHash, clock.instant());
        tasks.save(task);
        timeline.append(
                taskId,
                TimelineEvent.of(TimelineKind.FUNDING_SENT, clock.instant(), publisher.id())
                        .withTransaction(transactionHash));
    }

    private void record(Task task, CurrentUser publisher, TimelineKind kind) {
        tasks.save(task);
        timeline.append(task.id(), TimelineEvent.of(kind, clock.instant(), publisher.id()));
    }
}
