package io.guildhall.task.timeline;

import java.util.function.LongConsumer;

/** Tells every replica that a task's timeline grew. A ring may be lost; who listens looks now and then by itself. */
public interface TimelineBell {
    void ring(long taskId);

    /** Hears the rings of all replicas, from any thread. */
    void listen(LongConsumer listener);
}
