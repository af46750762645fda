package io.guildhall.task.market;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody decided and the chain has not confirmed yet.
 *
 * @param by who; null for the platform's clock
 * @param command what chain-adapter was told; null when the wallet sent it
 * @param transaction null while it is not known
 */
@Embeddable
public record PendingStep(
        @Enumerated(EnumType.STRING) @Column(name = "pending_step") Step step,
        @Column(name = "pending_since") Instant since,
        @Column(name = "pending_by") @Nullable Long by,
        @Column(name = "pending_command") @Nullable Long command,
        @Column(name = "pending_transaction") @Nullable String transaction) {}
