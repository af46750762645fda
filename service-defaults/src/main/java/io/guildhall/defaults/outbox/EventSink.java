package io.guildhall.defaults.outbox;

import java.util.concurrent.CompletableFuture;

/** Where relayed events go. */
interface EventSink {
    /** Begins to send the events of one round. */
    Transmission begin();

    /**
     * The sends of one round. Events of one key arrive in the order of the calls; once one failed for a reason
     * other than its own, none that was sent after it arrives any more.
     */
    interface Transmission {
        /**
         * Sends without waiting.
         *
         * @return completes when the event is durable; fails with {@link RefusedEventException} when this event
         *     will never be accepted, and with anything else when it may be later
         */
        CompletableFuture<Void> send(OutboxRow row);

        /** Gives up what is still on its way; everything is decided when it returns. */
        void abandon();
    }
}
