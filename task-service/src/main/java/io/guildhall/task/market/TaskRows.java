package io.guildhall.task.market;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How lists are read. Each gives up to {@code limit} rows and the cursors to go on. */
public interface TaskRows {
    /** Tasks on the market. */
    List<TaskRow> search(CardSearch search);

    /** Somebody's own tasks, youngest first, whatever their status. */
    List<TaskRow> publishedBy(
            long userId, @Nullable TaskStatus status, @Nullable Cursor cursor, int limit);

    /** What somebody holds or held, youngest first. */
    List<TaskRow> claimedBy(
            long userId, @Nullable TaskStatus status, @Nullable Cursor cursor, int limit);

    /** Brings the lists by tag in line with a task that has been saved; one that is not on the market is in none. */
    void index(long taskId, List<String> tags);
}
