package io.guildhall.user.testing;

import io.guildhall.defaults.inbox.ReceivedEvent;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.MDC;
import org.springframework.kafka.annotation.KafkaListener;

/** Another service's consumer, which remembers in which trace it logs about whom. */
public class RecordedTraces {
    private final Map<String, String> traces = new ConcurrentHashMap<>();

    @KafkaListener(topics = "guildhall.user.v1", groupId = "recorded-traces-${random.uuid}")
    void on(ReceivedEvent event) {
        traces.putIfAbsent(event.key(), String.valueOf(MDC.get("traceId")));
    }

    /** The trace of the first event about a user, once it has come. */
    public Optional<String> ofFirstAbout(String userId) {
        return Optional.ofNullable(traces.get(userId));
    }
}
