package io.guildhall.user.badge;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somebody asks for the verified-player badge. */
@Entity
@Table(name = "VerificationRequest")
class BadgeRequest {
    @Id private long requestId;
    private long userId;
    private String statement;
    private String links;

    @Enumerated(EnumType.STRING)
    private RequestStatus status = RequestStatus.PENDING;

    private @Nullable String reason;
    private Instant createdAt;
    private @Nullable Instant decidedAt;
    private @Nullable Long decidedBy;

    @Version private @Nullable Long version;

    BadgeRequest(long requestId, long userId, Application application, Instant now) {
        this.requestId = requestId;
        this.userId = userId;
        this.statement = application.statement();
        this.links = String.join("\n", application.links());
        this.createdAt = now;
    }

    /** For Hibernate, which fills the fields in. */
    @SuppressWarnings("NullAway.Init")
    protected BadgeRequest() {}

    /**
     * Decides.
     *
     * @throws ProblemException {@code own-request} for one's own, {@code already-decided} when somebody was
     *     faster
     */
    void decide(boolean approved, String why, long adminId, Instant now) {
        if (adminId == userId) {
            throw new ProblemException(
                    ProblemKind.FORBIDDEN,
                    "own-request",
                    "An admin decides on the own request, expected another admin to do it");
        }
        if (status != RequestStatus.PENDING) {
            throw new ProblemException(
                            ProblemKind.CONFLICT,
                            "already-decided",
                            "The request is " + status + ", expected PENDING")
                    .with("status", status.name());
        }
        status = approved ? RequestStatus.APPROVED : RequestStatus.REJECTED;
        reason = why;
        decidedAt = now;
        decidedBy = adminId;
    }

    long userId() {
        return userId;
    }

    BadgeRequestView view(String username) {
        return new BadgeRequestView(
                requestId,
                userId,
                username,
                statement,
                links.isEmpty() ? List.of() : List.of(links.split("\n")),
                status,
                reason,
                createdAt,
                decidedAt,
                decidedBy);
    }
}
