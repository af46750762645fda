package io.guildhall.task.market;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a task stands. From {@link #OPEN} on, only the chain changes it. */
public enum TaskStatus {
    DRAFT(null),
    IN_REVIEW(null),
    AWAITING_FUNDS(null),
    OPEN(PublicStatus.PUBLISHED),
    CLAIMED(PublicStatus.CLAIMED),
    SUBMITTED(PublicStatus.CLAIMED),
    REVISION_ASKED(PublicStatus.CLAIMED),
    DISPUTED(PublicStatus.CLAIMED),
    RULED(PublicStatus.CLAIMED),
    APPEALED(PublicStatus.CLAIMED),
    /** Approved, or released by the clock. */
    COMPLETED(PublicStatus.COMPLETED),
    SETTLED(PublicStatus.COMPLETED),
    RESOLVED(PublicStatus.COMPLETED),
    CANCELLED(PublicStatus.EXPIRED),
    EXPIRED(PublicStatus.EXPIRED);

    /** Those in which somebody holds the claim. */
    public static final Set<TaskStatus> HELD =
            EnumSet.of(CLAIMED, SUBMITTED, REVISION_ASKED, DISPUTED, RULED, APPEALED);

    /** Those in which the reward is in the escrow. */
    public static final Set<TaskStatus> FUNDED =
            EnumSet.of(OPEN, CLAIMED, SUBMITTED, REVISION_ASKED, DISPUTED, RULED, APPEALED);

    private final @Nullable PublicStatus publicStatus;

    TaskStatus(@Nullable PublicStatus publicStatus) {
        this.publicStatus = publicStatus;
    }

    /** What people call it; null before the task is on the market. */
    public @Nullable PublicStatus publicStatus() {
        return publicStatus;
    }

    /** Whether its reward is in the escrow now. */
    public boolean isFunded() {
        return FUNDED.contains(this);
    }

    /** Whether the chain has told of it. */
    public boolean isPublic() {
        return publicStatus != null;
    }

    public boolean isHeld() {
        return HELD.contains(this);
    }
}
