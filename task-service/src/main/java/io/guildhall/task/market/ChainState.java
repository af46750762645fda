package io.guildhall.task.market;

import jakarta.persistence.Embeddable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A funded task as the chain has it; an ended one as it was last.
 *
 * @param escrowKey names it on the chain
 * @param publisherAddress who funded it
 * @param workerId null while nobody holds it, or when the account is nobody's here
 * @param openedIn block in which it last became open
 * @param clockEndsAt last second of the present status
 * @param round how many revisions were asked for
 * @param ruledShare the first ruling in basis points; null before
 */
@Embeddable
public record ChainState(
        String escrowKey,
        String publisherAddress,
        @Nullable Long workerId,
        @Nullable String workerAddress,
        Long openedIn,
        Instant clockEndsAt,
        Integer round,
        @Nullable Integer ruledShare) {}
