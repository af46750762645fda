package io.guildhall.task.timeline;

import java.util.List;

/** Where entries are kept. */
public interface TimelineEntries {
    /** Takes the task's next position and holds it until the transaction ends. */
    long nextPosition(long taskId);

    void insert(TimelineRecord entry);

    /** Entries before a position, latest first. */
    List<TimelineRecord> before(long taskId, long position, int limit);

    /** Entries after a position, oldest first. */
    List<TimelineRecord> after(long taskId, long position, int limit);

    /** Forgets everything about a task that was never seen by others. */
    void delete(long taskId);
}
