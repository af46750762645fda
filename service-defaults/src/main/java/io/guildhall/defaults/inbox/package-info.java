/**
 * Events have their effect once, though they may arrive often: claimed in the transaction of the effect.
 *
 * <pre>{@code
 * @KafkaListener(topics = "guildhall.user.v1")
 * void on(ReceivedEvent event) {
 *     switch (event.message()) {
 *         case UserBanned banned -> moderation.banned(event.id(), banned.getUserId()); // claims, then acts
 *         default -> {}
 *     }
 * }
 * }</pre>
 *
 * <p>A failing event is tried again with growing pauses, and the ones behind it in its partition wait. After the
 * bounded number of attempts it lies in {@code <topic>.dlt}, counted and logged, until {@link
 * io.guildhall.defaults.inbox.DeadLetters} puts it back. Failures of the surroundings (database, network, another
 * service) do not count as attempts: an outage must not turn a topic into dead letters. Event types newer than the
 * service are passed over.
 */
@NullMarked
package io.guildhall.defaults.inbox;

import org.jspecify.annotations.NullMarked;
