package io.guildhall.task.work;

import io.guildhall.task.escrow.ConsentKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to sign.
 *
 * @param reason for a revision, dispute or appeal
 * @param submissionId for a submission
 * @param share for a settlement, in basis points for the worker
 * @param validUntil for a settlement; null for that of the other side's offer, or a week
 */
public record ConsentRequest(
        ConsentKind kind,
        @Nullable String reason,
        @Nullable Long submissionId,
        @Nullable Integer share,
        @Nullable Instant validUntil) {}
