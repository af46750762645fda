package io.guildhall.task.timeline;

import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;

/** Writes and reads what happened to tasks. Positions of a task are in the order of commits. */
@Service
public class Timeline {
    private final TimelineEntries entries;
    private final TimelineBell bell;
    private final ApplicationEventPublisher publisher;

    Timeline(TimelineEntries entries, TimelineBell bell, ApplicationEventPublisher publisher) {
        this.entries = entries;
        this.bell = bell;
        this.publisher = publisher;
    }

    /** Adds an entry to the running transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(long taskId, TimelineEvent event) {
        entries.insert(new TimelineRecord(taskId, entries.nextPosition(taskId), event));
        publisher.publishEvent(new TimelineGrew(taskId));
    }

    @TransactionalEventListener
    void on(TimelineGrew grew) {
        bell.ring(grew.taskId());
    }

    /** Entries before a position, latest first. */
    @Transactional(readOnly = true)
    public List<TimelineRecord> before(long taskId, long position, int limit) {
        return entries.before(taskId, position, limit);
    }

    /** Entries after a position, oldest first. */
    @Transactional(readOnly = true)
    public List<TimelineRecord> after(long taskId, long position, int limit) {
        return entries.after(taskId, position, limit);
    }

    /** Forgets everything about a draft. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void delete(long taskId) {
        entries.delete(taskId);
    }
}
