package io.guildhall.task.escrow;

import org.jspecify.annotations.Nullable;

/**
 * The escrow contract, by way of chain-adapter. Each method is a call and none may run inside a transaction. Each
 * throws {@code chain-unavailable} when the adapter or its node does not answer, and the contract's own reasons
 * ({@code escrow-…}) when it would refuse.
 */
public interface Escrow {
    EscrowFacts facts();

    FundingCalls prepareFunding(Terms terms);

    /**
     * The call that somebody's own wallet sends.
     *
     * @param worker whom an approval pays; null for other verbs
     */
    Call prepareCall(Terms terms, EscrowVerb verb, String from, @Nullable String worker);

    /**
     * What an account can pull of a token, and how.
     *
     * @param token null for ETH
     * @param recipient where it goes
     */
    Withdrawal withdrawal(String account, @Nullable String token, String recipient);

    /** Whether it is the signer's consent, by key or by ERC-1271. */
    boolean isConsent(ConsentMessage consent, String signer, String signature);

    /** The task with this key as the contract has it now. */
    ChainTask state(String key);

    /** Has everything that counts of a task told again; what is known already changes nothing. */
    void retell(String key);

    /** How far a command has come. */
    CommandProgress progress(long commandId);

    /** Gives a command; once per id, however often it is given. */
    void give(long commandId, EscrowCommand command);
}
