package io.guildhall.task.timeline;

/**
 * An entry where it stands.
 *
 * @param position from 1 on, without gaps, in the order in which the entries came to be
 */
public record TimelineRecord(long taskId, long position, TimelineEvent event) {}
