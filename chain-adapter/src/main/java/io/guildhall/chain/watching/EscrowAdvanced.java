package io.guildhall.chain.watching;

import io.guildhall.chain.contract.EscrowEvent;
import io.guildhall.chain.contract.EscrowState;

/**
 * The chain has an event. Published in the transaction that moves the cursor.
 *
 * @param taskId the task's number, from its terms
 * @param state right after it
 */
public record EscrowAdvanced(long taskId, EscrowEvent event, Place place, EscrowState state) {}
