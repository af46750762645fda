package io.guildhall.task.work;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** What a worker handed in. It counts once its evidence is on the chain. */
@Entity
@Table(name = "Submission")
class Submission {
    @Id private long submissionId;
    private long taskId;
    private long workerId;
    private long openedIn;
    private int round;

    @Column(length = 1_000_000)
    private String canonical;

    private String evidence;
    private Instant createdAt;

    /** For Hibernate, which fills the fields in. */
    @SuppressWarnings("NullAway.Init")
    protected Submission() {}

    Submission(
            long submissionId,
            long taskId,
            long workerId,
            long openedIn,
            int round,
            String canonical,
            String evidence,
            Instant now) {
        this.submissionId = submissionId;
        this.taskId = taskId;
        this.workerId = workerId;
        this.openedIn = openedIn;
        this.round = round;
        this.canonical = canonical;
        this.evidence = evidence;
        this.createdAt = now;
    }

    long id() {
        return submissionId;
    }

    long taskId() {
        return taskId;
    }

    long workerId() {
        return workerId;
    }

    long openedIn() {
        return openedIn;
    }

    int round() {
        return round;
    }

    String canonical() {
        return canonical;
    }

    String evidence() {
        return evidence;
    }

    Instant createdAt() {
        return createdAt;
    }
}
