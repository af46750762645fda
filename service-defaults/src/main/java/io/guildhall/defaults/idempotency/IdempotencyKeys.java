package io.guildhall.defaults.idempotency;

import com.google.protobuf.UnsafeByteOperations;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of keys. Every statement but {@link #commit} is a transaction of its own. */
final class IdempotencyKeys {
    private final JdbcClient jdbc;
    private final Duration claimTimeout;

    IdempotencyKeys(JdbcClient jdbc, Duration claimTimeout) {
        this.jdbc = jdbc;
        this.claimTimeout = claimTimeout;
    }

    /**
     * Begins an attempt.
     *
     * @return the stored answer; empty when the attempt is to run
     * @throws ProblemException when it must not run now
     */
    Optional<StoredAnswer> claim(Claim claim, String fingerprint) {
        if (insert(claim, fingerprint)) {
            return Optional.empty();
        }
        Optional<Row> found = find(claim);
        if (found.isEmpty()) {
            // Given back a moment ago; whoever else comes now is as good as this one.
            if (insert(claim, fingerprint)) {
                return Optional.empty();
            }
            throw inProgress();
        }
        Row row = found.get();
        if (!row.fingerprint().equals(fingerprint)) {
            throw new ProblemException(
                    ProblemKind.CONFLICT,
                    "idempotency-key-reused",
                    "The idempotency key belongs to another request; expected a new key.");
        }
        if (row.answer() != null) {
            return Optional.of(row.answer());
        }
        if (row.live()) {
            throw inProgress();
        }
        if (row.committed()) {
            throw new ProblemException(
                    ProblemKind.CONFLICT,
                    "request-already-done",
                    "The request has been carried out, but its answer was lost.");
        }
        if (!takeOver(claim, row)) {
            throw inProgress();
        }
        return Optional.empty();
    }

    /**
     * Says in the running transaction that this attempt has an effect.
     *
     * @throws ProblemException when the attempt took so long that another one has taken its place
     */
    void commit(Claim claim) {
        int changed =
                jdbc.sql(
                                """
                                UPDATE IdempotencyKey SET committed = TRUE
                                WHERE owner = ? AND idempotency_key = ? AND claim = ?""")
                        .param(claim.owner())
                        .param(claim.key())
                        .param(claim.token())
                        .update();
        if (changed == 0) {
            throw inProgress();
        }
    }

    /** Stores the answer for those who ask again. */
    void complete(Claim claim, StoredAnswer answer) {
        jdbc.sql(
                        """
                        UPDATE IdempotencyKey SET status = ?, content_type = ?, location = ?, body = ?
                        WHERE owner = ? AND idempotency_key = ? AND claim = ?""")
                .param(answer.status())
                .param(answer.contentType())
                .param(answer.location())
                .param(answer.body().toByteArray())
                .param(claim.owner())
                .param(claim.key())
                .param(claim.token())
                .update();
    }

    /** Gives the key back. Where something was committed under it, those who ask again hear that instead of waiting. */
    void release(Claim claim) {
        int given =
                jdbc.sql(
                                """
                                DELETE FROM IdempotencyKey
                                WHERE owner = ? AND idempotency_key = ? AND claim = ? AND committed = FALSE""")
                        .param(claim.owner())
                        .param(claim.key())
                        .param(claim.token())
                        .update();
        if (given == 0) {
            jdbc.sql(
                            """
                            UPDATE IdempotencyKey SET claimed_until = CURRENT_TIMESTAMP(6)
                            WHERE owner = ? AND idempotency_key = ? AND claim = ?""")
                    .param(claim.owner())
                    .param(claim.key())
                    .param(claim.token())
                    .update();
        }
    }

    private boolean insert(Claim claim, String fingerprint) {
        try {
            jdbc.sql(
                            """
                            INSERT INTO IdempotencyKey
                                (owner, idempotency_key, fingerprint, claim, claimed_until)
                            VALUES (?, ?, ?, ?, CURRENT_TIMESTAMP(6) + INTERVAL ? MICROSECOND)""")
                    .param(claim.owner())
                    .param(claim.key())
                    .param(fingerprint)
                    .param(claim.token())
                    .param(claimTimeout.toNanos() / 1000)
                    .update();
            return true;
        } catch (DuplicateKeyException taken) {
            return false;
        }
    }

    private Optional<Row> find(Claim claim) {
        return jdbc.sql(
                        """
                        SELECT fingerprint, claim, committed, status, content_type, location, body,
                               claimed_until > CURRENT_TIMESTAMP(6) AS live
                        FROM IdempotencyKey WHERE owner = ? AND idempotency_key = ?""")
                .param(claim.owner())
                .param(claim.key())
                .query((row, number) -> toRow(row))
                .optional();
    }

    /** Replaces the token of a dead attempt; the dead one, should it only sleep, can then not commit. */
    private boolean takeOver(Claim claim, Row row) {
        return jdbc.sql(
                                """
                                UPDATE IdempotencyKey SET claim = ?,
                                    claimed_until = CURRENT_TIMESTAMP(6) + INTERVAL ? MICROSECOND
                                WHERE owner = ? AND idempotency_key = ? AND claim = ?
                                    AND committed = FALSE AND status IS NULL""")
                        .param(claim.token())
                        .param(claimTimeout.toNanos() / 1000)
                        .param(claim.owner())
                        .param(claim.key())
                        .param(row.claim())
                        .update()
                == 1;
    }

    private static ProblemException inProgress() {
        return new ProblemException(
                        ProblemKind.CONFLICT,
                        "request-in-progress",
                        "The same request is being carried out; expected to be asked again later.")
                .with("retryAfter", 1);
    }

    private static Row toRow(ResultSet row) throws SQLException {
        int status = row.getInt("status");
        StoredAnswer answer =
                row.wasNull()
                        ? null
                        : new StoredAnswer(
                                status,
                                row.getString("content_type"),
                                row.getString("location"),
                                UnsafeByteOperations.unsafeWrap(row.getBytes("body")));
        return new Row(
                row.getString("fingerprint"),
                row.getString("claim"),
                row.getBoolean("committed"),
                row.getBoolean("live"),
                answer);
    }

    private record Row(
            String fingerprint,
            String claim,
            boolean committed,
            boolean live,
            @Nullable StoredAnswer answer) {}
}
