package io.guildhall.defaults.audit;

import java.util.Map;

/**
 * Records who did what. The record leaves through the outbox with the transaction that runs; where none
 * runs (a refused login), it opens its own. Actor, client address and trace id are taken from the request.
 */
public interface AuditTrail {
    /** What became of it. */
    enum Outcome {
        SUCCESS,
        DENIED,
        FAILURE
    }

    /**
     * Records what the request's user did.
     *
     * @param action stable name, such as {@code user.banned}
     * @param subject what it was done to, such as {@code user:738294723947}
     * @param details what a reader needs to understand it; never a secret
     */
    void record(String action, String subject, Outcome outcome, Map<String, String> details);

    /** The same for somebody who is not (yet) the request's user. */
    void recordAs(
            long actorId,
            String action,
            String subject,
            Outcome outcome,
            Map<String, String> details);
}
