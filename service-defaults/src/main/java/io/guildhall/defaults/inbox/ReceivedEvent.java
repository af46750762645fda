package io.guildhall.defaults.inbox;

import com.google.protobuf.Message;
import java.time.Instant;

/**
 * An event as a listener takes it: {@code switch (event.message()) { case UserBanned banned -> …; default -> {} }}.
 * The default branch matters: a topic carries more types than one listener wants.
 *
 * @param id what {@link Inbox#claim} takes
 * @param type full name of the protobuf message
 * @param source the service that it comes from
 * @param time when it was recorded there
 * @param key id of the aggregate
 */
public record ReceivedEvent(
        String id, String type, String source, Instant time, String key, Message message) {}
