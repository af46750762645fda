package io.guildhall.task.work;

import io.guildhall.defaults.persistence.IdGenerator;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.task.escrow.EscrowWatch;
import io.guildhall.task.escrow.Sha256;
import io.guildhall.task.evidence.Evidence;
import io.guildhall.task.market.ChainState;
import io.guildhall.task.market.Step;
import io.guildhall.task.market.Task;
import io.guildhall.task.market.TaskBook;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes in what workers hand in. It is signed next, by a consent that names its hash. */
@Service
public class Submissions {
    private static final Limit MOST = Limit.of(100);

    private final SubmissionRepository submissions;
    private final Evidence evidence;
    private final TaskBook tasks;
    private final WorkFormat format;
    private final EscrowWatch escrow;
    private final IdGenerator ids;
    private final Clock clock;

    Submissions(
            SubmissionRepository submissions,
            Evidence evidence,
            TaskBook tasks,
            WorkFormat format,
            EscrowWatch escrow,
            IdGenerator ids,
            Clock clock) {
        this.submissions = submissions;
        this.evidence = evidence;
        this.tasks = tasks;
        this.format = format;
        this.escrow = escrow;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What was written down, ready to be signed.
     *
     * @param evidence SHA-256 of the canonical text
     */
    public record Prepared(long id, String evidence, String canonical) {}

    /** A submission as it was handed in. */
    public record Entry(
            long id, long workerId, int round, Work work, String evidence, Instant at) {}

    /** Writes work down for the worker to sign. */
    @Transactional
    public Prepared prepare(CurrentUser worker, long taskId, Draft draft) {
        Task task = tasks.getVisible(taskId, worker);
        task.requirePossible(Step.SUBMISSION, worker.id(), escrow.now());
        ChainState chain = task.requireChain();
        Work work =
                new Work(
                        draft.text(),
                        draft.links(),
                        evidence.attach(worker, taskId, draft.fileIds()));
        String canonical = format.write(work);
        Submission submission =
                new Submission(
                        ids.next(),
                        taskId,
                        worker.id(),
                        chain.openedIn(),
                        chain.round(),
                        canonical,
                        Sha256.of(canonical),
                        clock.instant());
        submissions.saveAndFlush(submission);
        return new Prepared(submission.id(), submission.evidence(), canonical);
    }

    /** The hash of a submission that fits the task as it is now. */
    String evidence(Task task, long submissionId, long workerId) {
        ChainState chain = task.requireChain();
        return submissions
                .findBySubmissionId(submissionId)
                .filter(
                        it ->
                                it.taskId() == task.id()
                                        && it.workerId() == workerId
                                        && it.openedIn() == chain.openedIn()
                                        && it.round() == chain.round())
                .map(Submission::evidence)
                .orElseThrow(
                        () ->
                                new ProblemException(
                                        ProblemKind.NOT_FOUND,
                                        "submission-unknown",
                                        "No submission of this round has the id " + submissionId));
    }

    /** What a worker wrote down for a task, also what they have not signed; oldest first. It is nobody else's to see. */
    @Transactional(readOnly = true)
    public List<Entry> preparedBy(long workerId, long taskId) {
        return submissions
                .findByTaskIdAndWorkerIdOrderBySubmissionIdDesc(taskId, workerId, MOST)
                .reversed()
                .stream()
                .map(this::entry)
                .toList();
    }

    /**
     * What was handed in for a task, oldest first, however often its worker wrote it down.
     *
     * @param evidence the hashes that the chain has
     */
    @Transactional(readOnly = true)
    public List<Entry> handedIn(long taskId, Set<String> evidence) {
        Map<String, Entry> once = new LinkedHashMap<>();
        for (Submission found :
                submissions.findByTaskIdAndEvidenceInOrderBySubmissionId(taskId, evidence, MOST)) {
            once.putIfAbsent(
                    found.workerId() + ":" + found.round() + ":" + found.evidence(), entry(found));
        }
        return List.copyOf(once.values());
    }

    private Entry entry(Submission submission) {
        return new Entry(
                submission.id(),
                submission.workerId(),
                submission.round(),
                format.read(submission.canonical()),
                submission.evidence(),
                submission.createdAt());
    }
}
