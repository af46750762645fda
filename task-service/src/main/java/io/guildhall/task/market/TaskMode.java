package io.guildhall.task.market;

/** Who gets a task: whoever claims it first, or whom the publisher chooses. */
public enum TaskMode {
    FIRST_COME,
    BY_APPLICATION
}
