package io.guildhall.user.audit.messaging;

import io.guildhall.defaults.inbox.ReceivedEvent;
import io.guildhall.proto.audit.v1.AuditRecorded;
import io.guildhall.user.audit.AuditLog;
import io.guildhall.user.audit.AuditRecord;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Takes what services recorded and appends it to the log. */
@Component
class AuditListener {
    private final AuditLog log;

    AuditListener(AuditLog log) {
        this.log = log;
    }

    @KafkaListener(topics = AuditTopic.NAME)
    void on(ReceivedEvent event) {
        if (event.message() instanceof AuditRecorded recorded) {
            log.append(entry(event, recorded));
        }
    }

    private static AuditRecord entry(ReceivedEvent event, AuditRecorded recorded) {
        return new AuditRecord(
                event.id(),
                recorded.getAction(),
                recorded.getService(),
                recorded.getActorId() == 0 ? null : recorded.getActorId(),
                recorded.getSubject(),
                recorded.getOutcome(),
                orNull(recorded.getClientAddress()),
                orNull(recorded.getTraceId()),
                recorded.getDetailsMap(),
                occurredAt(event, recorded));
    }

    private static Instant occurredAt(ReceivedEvent event, AuditRecorded recorded) {
        if (!recorded.hasOccurredAt()) {
            return event.time();
        }
        try {
            return Instant.ofEpochSecond(
                    recorded.getOccurredAt().getSeconds(), recorded.getOccurredAt().getNanos());
        } catch (DateTimeException _) {
            return event.time();
        }
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
