package io.guildhall.task.escrow;

/**
 * The escrow contract, by way of chain-adapter. Each method is a call and none may run inside a transaction. Each
 * throws {@code chain-unavailable} when the adapter or its node does not answer, and the contract's own reasons
 * ({@code escrow-…}) when it would refuse.
 */
public interface Escrow {
    EscrowFacts facts();

    FundingCalls prepareFunding(Terms terms);
}
