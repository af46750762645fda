package io.guildhall.task.work;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** Where submissions are kept. */
interface SubmissionRepository extends Repository<Submission, Long> {
    Submission saveAndFlush(Submission submission);

    Optional<Submission> findBySubmissionId(long submissionId);

    /** What one worker prepared, latest first. */
    List<Submission> findByTaskIdAndWorkerIdOrderBySubmissionIdDesc(
            long taskId, long workerId, Limit limit);

    List<Submission> findByTaskIdAndEvidenceInOrderBySubmissionId(
            long taskId, Collection<String> evidence, Limit limit);
}
