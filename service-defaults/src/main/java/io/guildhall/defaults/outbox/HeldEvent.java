package io.guildhall.defaults.outbox;

import java.time.Instant;

/**
 * An event that Kafka refused; it and all later events of its key wait for a person.
 *
 * @param id its place in the outbox
 * @param eventId its CloudEvents id
 * @param bytes size of the payload
 * @param reason what Kafka said
 */
public record HeldEvent(
        long id,
        String eventId,
        String topic,
        String key,
        String type,
        int bytes,
        String reason,
        Instant heldAt) {}
