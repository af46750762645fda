package io.guildhall.defaults.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.guildhall.defaults.outbox.EventHeaders;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.springframework.kafka.listener.adapter.RecordFilterStrategy;

/** Passes over event types that are newer than this service: producers are deployed before their consumers learn. */
final class UnknownEvents implements RecordFilterStrategy<Object, Object> {
    private final EventTypes types;
    private final Counter ignored;

    UnknownEvents(EventTypes types, MeterRegistry registry) {
        this.types = types;
        this.ignored =
                Counter.builder("guildhall.events.ignored")
                        .description("Events of types that this service does not know")
                        .register(registry);
    }

    @Override
    public boolean filter(ConsumerRecord<Object, Object> message) {
        Header type = message.headers().lastHeader(EventHeaders.TYPE);
        if (type == null || types.parser(new String(type.value(), UTF_8)).isPresent()) {
            return false;
        }
        ignored.increment();
        return true;
    }
}
