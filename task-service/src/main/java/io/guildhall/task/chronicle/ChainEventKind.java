package io.guildhall.task.chronicle;

import io.guildhall.task.market.TaskStatus;
import io.guildhall.task.timeline.TimelineKind;
import org.jspecify.annotations.Nullable;

/** What the contract tells: one kind per verb. */
public enum ChainEventKind {
    FUNDED(TimelineKind.FUNDED, null),
    CLAIMED(TimelineKind.CLAIMED, null),
    REOPENED(TimelineKind.REOPENED, null),
    SUBMITTED(TimelineKind.SUBMITTED, null),
    REVISION_ASKED(TimelineKind.REVISION_ASKED, null),
    APPROVED(TimelineKind.APPROVED, TaskStatus.COMPLETED),
    RELEASED(TimelineKind.RELEASED, TaskStatus.COMPLETED),
    SETTLED(TimelineKind.SETTLED, TaskStatus.SETTLED),
    CANCELLED(TimelineKind.CANCELLED, TaskStatus.CANCELLED),
    REFUNDED(TimelineKind.REFUNDED, TaskStatus.EXPIRED),
    DISPUTED(TimelineKind.DISPUTED, null),
    RULED(TimelineKind.RULED, null),
    APPEALED(TimelineKind.APPEALED, null),
    RESOLVED(TimelineKind.RESOLVED, TaskStatus.RESOLVED),
    CREDITED(TimelineKind.CREDITED, null);

    private final TimelineKind timeline;
    private final @Nullable TaskStatus end;

    ChainEventKind(TimelineKind timeline, @Nullable TaskStatus end) {
        this.timeline = timeline;
        this.end = end;
    }

    TimelineKind timeline() {
        return timeline;
    }

    /** The status that it ends a task in; null where the task goes on. */
    public @Nullable TaskStatus end() {
        return end;
    }
}
