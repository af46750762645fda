package io.guildhall.chain.watching;

/**
 * The chain no longer has a task's events from a block on. Published in the transaction that moves the cursor back.
 *
 * @param taskId the task's number, from its terms
 */
public record EscrowTakenBack(String taskKey, long taskId, long fromBlock) {}
