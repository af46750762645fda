package io.guildhall.task.timeline;

/** An entry was added; told within its transaction. */
record TimelineGrew(long taskId) {}
