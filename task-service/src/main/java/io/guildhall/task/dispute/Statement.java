package io.guildhall.task.dispute;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** What one side of a dispute says. Never changed. */
@Entity
@Table(name = "Statement")
class Statement {
    @Id private long statementId;

    // Only queries read it.
    @SuppressWarnings("UnusedVariable")
    private long taskId;

    private long userId;

    @Column(length = 1_000_000)
    private String canonical;

    private Instant createdAt;

    /** For Hibernate, which fills the fields in. */
    @SuppressWarnings("NullAway.Init")
    protected Statement() {}

    Statement(long statementId, long taskId, long userId, String canonical, Instant now) {
        this.statementId = statementId;
        this.taskId = taskId;
        this.userId = userId;
        this.canonical = canonical;
        this.createdAt = now;
    }

    long id() {
        return statementId;
    }

    long userId() {
        return userId;
    }

    String canonical() {
        return canonical;
    }

    Instant createdAt() {
        return createdAt;
    }
}
