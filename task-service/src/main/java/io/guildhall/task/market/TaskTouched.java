package io.guildhall.task.market;

/** A task that the market shows, or showed, is not what it was; told within the transaction. */
public record TaskTouched(long taskId) {}
