package io.guildhall.task.work;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** Where submissions are kept. */
interface SubmissionRepository extends Repository<Submission, Long> {
    Submission saveAndFlush(Submission submission);

    Optional<Submission> findBySubmissionId(long submissionId);

    List<Submission> findByTaskIdOrderBySubmissionId(long taskId, Limit limit);
}
