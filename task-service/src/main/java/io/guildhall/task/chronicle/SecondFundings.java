package io.guildhall.task.chronicle;

import java.time.Instant;
import java.util.List;

/**
 * Fundings of tasks that another funding had opened already. The contract takes the same terms only once at a time; a task
 * whose terms were changed, or whose publisher paid from another account, can lock two rewards. One is the task's; the
 * other stays here until it is back.
 */
public interface SecondFundings {
    /** Remembers one; once. */
    void add(String key, long taskId, Instant due);

    /** It went back, or became the task's own. */
    void remove(String key);

    /** The keys of those of a task that are still locked. */
    List<String> of(long taskId);

    /** Those that may be sent back by now. */
    List<Due> due(Instant now, int limit);

    /** Leaves one alone until then. */
    void postpone(String key, Instant until);

    /** One that may be sent back. */
    record Due(String key, long taskId) {}
}
