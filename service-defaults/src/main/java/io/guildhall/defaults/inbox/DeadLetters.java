package io.guildhall.defaults.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.guildhall.defaults.outbox.EventHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.KafkaHeaders;

/**
 * Events that this service could not handle. They lie in {@code <topic>.dlt}; a replay puts those of this service's
 * consumer group back on their topic, once, under their old ids. Other groups see them again too, and their inboxes
 * pass over them.
 */
public final class DeadLetters {
    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    static final String REASON_PREFIX = "kafka_dlt-";

    private final ConsumerFactory<?, ?> consumers;
    private final KafkaTemplate<String, byte[]> producer;
    private final String group;

    DeadLetters(
            ConsumerFactory<?, ?> consumers, KafkaTemplate<String, byte[]> producer, String group) {
        this.consumers = consumers;
        this.producer = producer;
        this.group = group;
    }

    /**
     * One of them.
     *
     * @param reason what the consumer said
     */
    public record DeadLetter(
            String topic, String key, String id, String type, long offset, String reason) {}

    /** The oldest ones of a topic that were not replayed yet. */
    public List<DeadLetter> list(String topic, int limit) {
        List<DeadLetter> found = new ArrayList<>();
        read(topic, limit, false, letter -> found.add(describe(topic, letter)));
        return found;
    }

    /**
     * Puts the oldest ones of a topic back on it.
     *
     * @return how many
     */
    public int replay(String topic, int limit) {
        int replayed = read(topic, limit, true, letter -> sendAgain(topic, letter));
        log.info("{} dead letters of {} went out again", replayed, topic);
        return replayed;
    }

    private int read(
            String topic,
            int limit,
            boolean remember,
            Consumer<ConsumerRecord<String, byte[]>> use) {
        try (var consumer = open()) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic + EventTopics.DEAD_LETTER_SUFFIX).stream()
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            int used = 0;
            while (used < limit && System.nanoTime() < deadline) {
                boolean behind =
                        ends.entrySet().stream()
                                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
                if (!behind) {
                    break;
                }
                Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
                for (ConsumerRecord<String, byte[]> letter : consumer.poll(POLL)) {
                    if (used == limit) {
                        break;
                    }
                    if (group.equals(text(letter, KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP))) {
                        use.accept(letter);
                        used++;
                    }
                    done.put(
                            new TopicPartition(letter.topic(), letter.partition()),
                            new OffsetAndMetadata(letter.offset() + 1));
                }
                if (remember && !done.isEmpty()) {
                    consumer.commitSync(done);
                }
            }
            return used;
        }
    }

    @SuppressWarnings("unchecked") // the deserializers are given here
    private org.apache.kafka.clients.consumer.Consumer<String, byte[]> open() {
        Properties settings = new Properties();
        settings.put(
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                "org.apache.kafka.common.serialization.StringDeserializer");
        settings.put(
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                "org.apache.kafka.common.serialization.ByteArrayDeserializer");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return (org.apache.kafka.clients.consumer.Consumer<String, byte[]>)
                consumers.createConsumer(group + ".dead-letters", null, null, settings);
    }

    private void sendAgain(String topic, ConsumerRecord<String, byte[]> letter) {
        ProducerRecord<String, byte[]> again =
                new ProducerRecord<>(topic, letter.key(), letter.value());
        for (Header header : letter.headers()) {
            if (!header.key().startsWith(REASON_PREFIX)) {
                again.headers().add(header);
            }
        }
        try {
            producer.send(again).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new IllegalStateException("dead letter could not be sent again", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "interrupted while a dead letter was sent", interrupted);
        }
    }

    private static DeadLetter describe(String topic, ConsumerRecord<String, byte[]> letter) {
        String reason = text(letter, KafkaHeaders.DLT_EXCEPTION_MESSAGE);
        String first = reason.lines().collect(Collectors.joining(" "));
        return new DeadLetter(
                topic,
                String.valueOf(letter.key()),
                text(letter, EventHeaders.ID),
                text(letter, EventHeaders.TYPE),
                letter.offset(),
                first.substring(0, Math.min(first.length(), 500)));
    }

    private static String text(ConsumerRecord<?, ?> letter, String name) {
        @Nullable Header header = letter.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }
}
