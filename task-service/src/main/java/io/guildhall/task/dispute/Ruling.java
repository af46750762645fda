package io.guildhall.task.dispute;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** What an arbiter decided and why. */
@Entity
@Table(name = "Ruling")
// Most columns are the record of who decided what; readers of the table want them.
@SuppressWarnings("UnusedVariable")
class Ruling {
    @Id private long rulingId;
    private long taskId;
    private long arbiterId;
    private int share;
    private String reason;
    private String digest;
    private boolean appeal;
    private long commandId;
    private Instant createdAt;

    /** For Hibernate, which fills the fields in. */
    @SuppressWarnings("NullAway.Init")
    protected Ruling() {}

    Ruling(
            long rulingId,
            long taskId,
            long arbiterId,
            Decision decision,
            String digest,
            boolean appeal,
            long commandId,
            Instant now) {
        this.rulingId = rulingId;
        this.taskId = taskId;
        this.arbiterId = arbiterId;
        this.share = decision.share();
        this.reason = decision.reason();
        this.digest = digest;
        this.appeal = appeal;
        this.commandId = commandId;
        this.createdAt = now;
    }

    /**
     * What is decided.
     *
     * @param share basis points of the reward for the worker
     */
    record Decision(int share, String reason) {}

    String reason() {
        return reason;
    }

    String digest() {
        return digest;
    }

    long taskId() {
        return taskId;
    }

    long commandId() {
        return commandId;
    }
}
