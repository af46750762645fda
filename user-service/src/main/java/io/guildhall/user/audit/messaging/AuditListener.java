package io.guildhall.user.audit.messaging;

import com.google.protobuf.InvalidProtocolBufferException;
import io.guildhall.proto.audit.v1.AuditRecorded;
import io.guildhall.user.audit.AuditLog;
import io.guildhall.user.audit.AuditRecord;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Takes what services recorded and appends it to the log. */
@Component
class AuditListener {
    static final String TOPIC = "guildhall.audit.v1";

    private final AuditLog log;

    AuditListener(AuditLog log) {
        this.log = log;
    }

    @KafkaListener(id = "audit-log", groupId = "user-service.audit-log", topics = TOPIC)
    void onRecorded(ConsumerRecord<String, byte[]> message) throws InvalidProtocolBufferException {
        AuditRecorded event = AuditRecorded.parseFrom(message.value());
        log.append(
                new AuditRecord(
                        eventId(message),
                        event.getAction(),
                        event.getService(),
                        event.getActorId() == 0 ? null : event.getActorId(),
                        event.getSubject(),
                        event.getOutcome(),
                        orNull(event.getClientAddress()),
                        orNull(event.getTraceId()),
                        event.getDetailsMap(),
                        occurredAt(event, message.timestamp())));
    }

    private static String eventId(ConsumerRecord<String, byte[]> message) {
        Header id = message.headers().lastHeader("ce_id");
        if (id == null) {
            throw new IllegalArgumentException(
                    "Record " + message.offset() + " has no ce_id, expected a CloudEvents id");
        }
        return new String(id.value(), StandardCharsets.UTF_8);
    }

    private static Instant occurredAt(AuditRecorded event, long sentAt) {
        try {
            return event.hasOccurredAt()
                    ? Instant.ofEpochSecond(
                            event.getOccurredAt().getSeconds(), event.getOccurredAt().getNanos())
                    : Instant.ofEpochMilli(sentAt);
        } catch (DateTimeException _) {
            return Instant.ofEpochMilli(sentAt);
        }
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
