package io.guildhall.defaults.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;

/** Puts an event aside that could not be handled, counts it and says so. */
final class DeadLetterSender extends DeadLetterPublishingRecoverer {
    private static final Logger log = LoggerFactory.getLogger(DeadLetterSender.class);
    private static final int ANY_PARTITION = -1;

    /**
     * How much of a header that says why is kept. There are four of them, and together with what else is added they
     * have to fit into the room that the outbox leaves: a letter that Kafka refuses is tried for ever.
     */
    private static final int LONGEST_REASON = 8 * 1024;

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

    /** Messages and stack traces have any length; the log has them whole. */
    @Override
    protected ProducerRecord<Object, Object> createProducerRecord(
            ConsumerRecord<?, ?> message,
            TopicPartition target,
            Headers headers,
            byte @Nullable [] key,
            byte @Nullable [] value) {
        for (Header header : headers.toArray()) {
            byte[] reason = header.value();
            if (header.key().startsWith(DeadLetters.REASON_PREFIX)
                    && reason != null
                    && reason.length > LONGEST_REASON) {
                headers.remove(header.key())
                        .add(header.key(), Arrays.copyOf(reason, LONGEST_REASON));
            }
        }
        return super.createProducerRecord(message, target, headers, key, value);
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
