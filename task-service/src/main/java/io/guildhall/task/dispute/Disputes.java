package io.guildhall.task.dispute;

import io.guildhall.defaults.audit.AuditTrail;
import io.guildhall.defaults.audit.AuditTrail.Outcome;
import io.guildhall.defaults.persistence.IdGenerator;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.task.escrow.EscrowCommand;
import io.guildhall.task.escrow.EscrowCommands;
import io.guildhall.task.escrow.EscrowWatch;
import io.guildhall.task.escrow.Sha256;
import io.guildhall.task.escrow.Terms;
import io.guildhall.task.evidence.Evidence;
import io.guildhall.task.market.Cursor;
import io.guildhall.task.market.Promises;
import io.guildhall.task.market.Step;
import io.guildhall.task.market.Task;
import io.guildhall.task.market.TaskBook;
import io.guildhall.task.market.TaskStatus;
import io.guildhall.task.timeline.Timeline;
import io.guildhall.task.timeline.TimelineEvent;
import io.guildhall.task.timeline.TimelineKind;
import io.guildhall.task.work.Draft;
import io.guildhall.task.work.Work;
import io.guildhall.task.work.WorkFormat;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Hears both sides and lets the arbiter decide. */
@Service
@Transactional
public class Disputes {
    private static final Set<TaskStatus> HEARD =
            EnumSet.of(TaskStatus.DISPUTED, TaskStatus.RULED, TaskStatus.APPEALED);
    private static final Limit MOST = Limit.of(200);
    private static final int MOST_STATEMENTS = 20;

    private final StatementRepository statements;
    private final RulingRepository rulings;
    private final Evidence evidence;
    private final TaskBook tasks;
    private final Promises promises;
    private final EscrowCommands commands;
    private final EscrowWatch watch;
    private final Timeline timeline;
    private final WorkFormat format;
    private final AuditTrail audit;
    private final IdGenerator ids;
    private final Clock clock;

    Disputes(
            StatementRepository statements,
            RulingRepository rulings,
            Evidence evidence,
            TaskBook tasks,
            Promises promises,
            EscrowCommands commands,
            EscrowWatch watch,
            Timeline timeline,
            WorkFormat format,
            AuditTrail audit,
            IdGenerator ids,
            Clock clock) {
        this.statements = statements;
        this.rulings = rulings;
        this.evidence = evidence;
        this.tasks = tasks;
        this.promises = promises;
        this.commands = commands;
        this.watch = watch;
        this.timeline = timeline;
        this.format = format;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** What one side says. */
    public record Said(long id, long userId, Work work, Instant at) {}

    /** The reason of a ruling, known by the hash that the chain has. */
    public record Reason(String digest, String text) {}

    /** Why an arbiter may not decide a case. */
    public enum RulingBar {
        /** Nobody is the arbiter of what is theirs. */
        PARTY,
        /** Somebody else decides an appeal than who ruled first. */
        RULED_FIRST
    }

    /**
     * A task that waits for the arbiter.
     *
     * @param barred why the arbiter who asks may not decide it; null where they may
     */
    public record Case(
            long taskId,
            String name,
            long publisherId,
            @Nullable Long workerId,
            String reward,
            String token,
            TaskStatus status,
            Instant deadline,
            @Nullable RulingBar barred) {}

    /**
     * Writes down what one side says.
     *
     * @throws ProblemException {@code task-wrong-status}, {@code task-not-party}, {@code statement-limit}
     */
    public Said state(CurrentUser party, long taskId, Draft draft) {
        Task task = tasks.getVisible(taskId, party);
        task.requireParty(Step.Party.EITHER, party.id());
        task.requireOneOf(HEARD);
        if (statements.countByTaskIdAndUserId(taskId, party.id()) >= MOST_STATEMENTS) {
            throw new ProblemException(
                            ProblemKind.CONFLICT,
                            "statement-limit",
                            "One side said enough: " + MOST_STATEMENTS)
                    .with("limit", MOST_STATEMENTS);
        }
        Work work =
                new Work(
                        draft.text(),
                        draft.links(),
                        evidence.attach(party, taskId, draft.fileIds()));
        Statement statement =
                new Statement(ids.next(), taskId, party.id(), format.write(work), clock.instant());
        statements.saveAndFlush(statement);
        timeline.append(taskId, TimelineEvent.of(TimelineKind.STATED, clock.instant(), party.id()));
        return new Said(statement.id(), party.id(), work, statement.createdAt());
    }

    /** Everything that was said about a task, oldest first. */
    @Transactional(readOnly = true)
    public List<Said> statements(long taskId) {
        return statements.findByTaskIdOrderByStatementId(taskId, MOST).stream()
                .map(
                        it ->
                                new Said(
                                        it.id(),
                                        it.userId(),
                                        format.read(it.canonical()),
                                        it.createdAt()))
                .toList();
    }

    /** Why arbiters decided as they did. */
    @Transactional(readOnly = true)
    public List<Reason> reasons(long taskId) {
        return rulings.findByTaskIdOrderByRulingId(taskId, MOST).stream()
                .map(it -> new Reason(it.digest(), it.reason()))
                .toList();
    }

    /** Tasks that wait for an arbiter, the nearest deadline first; also those that this one may not decide. */
    @Transactional(readOnly = true)
    public List<Case> waiting(CurrentUser arbiter, @Nullable Cursor cursor, int limit) {
        List<Task> found = tasks.disputed(after(cursor), cursor == null ? 0 : cursor.id(), limit);
        Set<Long> ruledFirst = ruledFirst(arbiter, found.stream().map(Task::id).toList());
        return found.stream().map(task -> waiting(task, arbiter.id(), ruledFirst)).toList();
    }

    /** Of these tasks those whose first ruling is this arbiter's; one that the contract refused is nobody's. */
    private Set<Long> ruledFirst(CurrentUser arbiter, List<Long> taskIds) {
        List<Ruling> given =
                rulings.findByTaskIdInAndArbiterIdAndAppealFalse(taskIds, arbiter.id());
        Set<Long> refused = commands.refusedAmong(given.stream().map(Ruling::commandId).toList());
        return given.stream()
                .filter(it -> !refused.contains(it.commandId()))
                .map(Ruling::taskId)
                .collect(Collectors.toSet());
    }

    private static Case waiting(Task task, long arbiterId, Set<Long> ruledFirst) {
        return new Case(
                task.id(),
                task.brief().name(),
                task.publisherId(),
                task.requireChain().workerId(),
                String.valueOf(task.brief().reward()),
                task.brief().token(),
                task.status(),
                task.requireChain().clockEndsAt(),
                bar(task, arbiterId, ruledFirst));
    }

    private static @Nullable RulingBar bar(Task task, long arbiterId, Set<Long> ruledFirst) {
        if (!task.isParty(Step.Party.ARBITER, arbiterId)) {
            return RulingBar.PARTY;
        }
        boolean appeal = task.status() == TaskStatus.APPEALED;
        return appeal && ruledFirst.contains(task.id()) ? RulingBar.RULED_FIRST : null;
    }

    /** Whether an arbiter gave the ruling that is appealed, and so may not decide the appeal. */
    @Transactional(readOnly = true)
    public boolean ruledFirst(Task task, CurrentUser arbiter) {
        return task.status() == TaskStatus.APPEALED
                && !ruledFirst(arbiter, List.of(task.id())).isEmpty();
    }

    private static Instant after(@Nullable Cursor cursor) {
        return cursor == null ? Instant.EPOCH : cursor.time();
    }

    /**
     * Decides a dispute, or its appeal; the platform's key tells the chain.
     *
     * @param share basis points of the reward for the worker
     * @throws ProblemException {@code task-wrong-status}, {@code task-not-party} for who is a side of it,
     *     {@code appeal-other-arbiter} for who ruled first, {@code task-step-pending}, {@code task-deadline-passed}
     */
    public void rule(CurrentUser arbiter, long taskId, int share, String reason) {
        Task task = tasks.lock(taskId);
        boolean appeal = task.status() == TaskStatus.APPEALED;
        Instant now = watch.now();
        task.requirePossible(Step.RULING, arbiter.id(), now);
        if (ruledFirst(task, arbiter)) {
            throw new ProblemException(
                    ProblemKind.FORBIDDEN,
                    "appeal-other-arbiter",
                    "Somebody else decides an appeal than who ruled first.");
        }
        Terms terms = promises.find(task.requireChain().escrowKey()).orElseThrow().terms();
        String digest = Sha256.of(reason);
        long command =
                commands.append(taskId, new EscrowCommand.Ruling(terms, share, digest, appeal));
        task.begin(Step.RULING, arbiter.id(), command, clock.instant(), now);
        tasks.save(task);
        rulings.saveAndFlush(
                new Ruling(
                        ids.next(),
                        taskId,
                        arbiter.id(),
                        new Ruling.Decision(share, reason),
                        digest,
                        appeal,
                        command,
                        clock.instant()));
        timeline.append(
                taskId,
                TimelineEvent.of(TimelineKind.STEP_BEGUN, clock.instant(), arbiter.id())
                        .with("step", Step.RULING.name()));
        audit.record(
                appeal ? "task.appeal.ruled" : "task.dispute.ruled",
                "task:" + taskId,
                Outcome.SUCCESS,
                Map.of("share", Integer.toString(share), "reason", reason));
    }
}
