package io.guildhall.task.escrow;

/**
 * A command will have no effect; told within the transaction that ends it.
 *
 * @param reason stable, such as {@code escrow-deadline-passed}
 */
public record CommandRefused(long commandId, long taskId, String reason) {}
