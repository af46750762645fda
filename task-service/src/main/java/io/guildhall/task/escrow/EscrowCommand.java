package io.guildhall.task.escrow;

/** Something for the platform's keys to do on the chain. Once per command id, whatever crashes. */
public sealed interface EscrowCommand {
    /** The task that it is about. */
    Terms terms();

    /** Gives the task to a worker who signed for it. */
    record Claim(Terms terms, ConsentMessage consent, String signature) implements EscrowCommand {}

    /** Carries one side's signature. */
    record Relay(Terms terms, ConsentMessage consent, String signer, String signature)
            implements EscrowCommand {}

    /** Carries the agreement of both sides. */
    record Settlement(
            Terms terms, ConsentMessage consent, String publisherSignature, String workerSignature)
            implements EscrowCommand {}

    /**
     * Decides a dispute, or its appeal.
     *
     * @param reason SHA-256 of the reason
     */
    record Ruling(Terms terms, int share, String reason, boolean appeal) implements EscrowCommand {}

    /** Executes what a clock that has run out allows to anybody. */
    record Timer(Terms terms, EscrowVerb verb) implements EscrowCommand {}
}
