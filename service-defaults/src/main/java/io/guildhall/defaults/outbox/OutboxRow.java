package io.guildhall.defaults.outbox;

import com.google.protobuf.ByteString;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event that waits. */
record OutboxRow(
        long id,
        String eventId,
        String topic,
        String key,
        String type,
        ByteString payload,
        @Nullable String traceparent,
        Instant createdAt) {

    EventKey eventKey() {
        return new EventKey(topic, key);
    }

    /** What order is kept for. */
    record EventKey(String topic, String key) {}
}
