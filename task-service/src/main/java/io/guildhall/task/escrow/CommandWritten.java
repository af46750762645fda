package io.guildhall.task.escrow;

/** A command waits; told within its transaction. */
record CommandWritten(long commandId) {}
