package io.guildhall.defaults.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;

/** Puts an event aside that could not be handled, counts it and says so. */
final class DeadLetterSender extends DeadLetterPublishingRecoverer {
    private static final Logger log = LoggerFactory.getLogger(DeadLetterSender.class);
    private static final int ANY_PARTITION = -1;

    private final MeterRegistry registry;

    DeadLetterSender(KafkaTemplate<String, byte[]> producer, MeterRegistry registry) {
        super(
                producer,
                (message, failure) ->
                        new TopicPartition(
                                message.topic() + EventTopics.DEAD_LETTER_SUFFIX, ANY_PARTITION));
        this.registry = registry;
        // Until it lies there for sure, the event is not passed over.
        setFailIfSendResultIsError(true);
        setStripPreviousExceptionHeaders(true);
        setAppendOriginalHeaders(false);
    }

    @Override
    public void accept(
            ConsumerRecord<?, ?> message, @Nullable Consumer<?, ?> consumer, Exception failure) {
        super.accept(message, consumer, failure);
        Counter.builder("guildhall.events.deadletters")
                .description("Events that this service could not handle")
                .tag("topic", message.topic())
                .register(registry)
                .increment();
        log.error(
                "event {}-{}@{} could not be handled and lies in the dead letters",
                message.topic(),
                message.partition(),
                message.offset(),
                failure);
    }
}
