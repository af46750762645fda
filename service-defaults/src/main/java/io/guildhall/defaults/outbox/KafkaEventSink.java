package io.guildhall.defaults.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends to Kafka through an idempotent producer. When a record times out, the producer is closed at once, from its
 * own thread: otherwise it could still deliver a later record of the same key that it holds, ahead of the one that
 * the relay will send again.
 */
final class KafkaEventSink implements EventSink, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KafkaEventSink.class);

    private static final int KAFKAS_LARGEST = 1024 * 1024;

    /**
     * What an event leaves free of the largest request. A consumer that cannot handle it puts it aside with headers
     * that say why, and would stand still for ever if that were too large.
     */
    private static final int ROOM_FOR_REASONS = 64 * 1024;

    private final Map<String, Object> settings;
    private final String source;
    private final AtomicReference<@Nullable Producer<String, byte[]>> open =
            new AtomicReference<>();

    /**
     * A sink that has not connected yet.
     *
     * @param configured where Kafka is and how to authenticate; durability is decided here
     */
    KafkaEventSink(Map<String, Object> configured, Duration deliveryTimeout, String serviceName) {
        this.settings = new HashMap<>(configured);
        this.source = "/" + serviceName;
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, serviceName + "-outbox");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
        // Events of a round are there at once; waiting for company only delays the first.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        int millis = Math.toIntExact(deliveryTimeout.toMillis());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis / 2);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis / 2);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, largestRequest() - ROOM_FOR_REASONS);
        settings.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
    }

    private int largestRequest() {
        Object configured = settings.get(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
        return configured == null ? KAFKAS_LARGEST : Integer.parseInt(configured.toString());
    }

    @Override
    public synchronized Transmission begin() {
        Producer<String, byte[]> producer = open.get();
        if (producer == null) {
            producer =
                    new KafkaProducer<>(
                            settings, new StringSerializer(), new ByteArraySerializer());
            open.set(producer);
        }
        return new KafkaTransmission(producer);
    }

    @Override
    public void close() {
        Producer<String, byte[]> last = open.getAndSet(null);
        if (last != null) {
            last.close(Duration.ofSeconds(5));
        }
    }

    private void discard(Producer<String, byte[]> producer) {
        open.compareAndSet(producer, null);
        producer.close(Duration.ZERO);
    }

    private ProducerRecord<String, byte[]> toRecord(OutboxRow row) {
        ProducerRecord<String, byte[]> message =
                new ProducerRecord<>(row.topic(), row.key(), row.payload().toByteArray());
        Headers headers = message.headers();
        headers.add(EventHeaders.SPEC_VERSION, EventHeaders.SPEC_VERSION_VALUE.getBytes(UTF_8));
        headers.add(EventHeaders.ID, row.eventId().getBytes(UTF_8));
        headers.add(EventHeaders.TYPE, row.type().getBytes(UTF_8));
        headers.add(EventHeaders.SOURCE, source.getBytes(UTF_8));
        headers.add(EventHeaders.TIME, row.createdAt().toString().getBytes(UTF_8));
        headers.add(EventHeaders.CONTENT_TYPE, EventHeaders.CONTENT_TYPE_VALUE.getBytes(UTF_8));
        if (row.traceparent() != null) {
            headers.add(EventHeaders.TRACEPARENT, row.traceparent().getBytes(UTF_8));
        }
        return message;
    }

    /**
     * Whether it is the record's own fault. Authorisation, missing topics and everything unknown count as the
     * environment's fault: the events wait, and the backlog alarm calls a person.
     */
    private static boolean isRefusal(Throwable failure) {
        return failure instanceof RecordTooLargeException
                || failure instanceof RecordBatchTooLargeException
                || failure instanceof InvalidRecordException
                || failure instanceof InvalidTopicException
                || failure instanceof SerializationException;
    }

    private final class KafkaTransmission implements Transmission {
        private final Producer<String, byte[]> producer;

        KafkaTransmission(Producer<String, byte[]> producer) {
            this.producer = producer;
        }

        @Override
        public CompletableFuture<Void> send(OutboxRow row) {
            CompletableFuture<Void> result = new CompletableFuture<>();
            try {
                var _ =
                        producer.send(
                                toRecord(row), (metadata, failure) -> conclude(result, failure));
            } catch (RuntimeException failure) {
                conclude(result, failure);
            }
            return result;
        }

        @Override
        public void abandon() {
            discard(producer);
        }

        private void conclude(CompletableFuture<Void> result, @Nullable Exception failure) {
            if (failure == null) {
                result.complete(null);
            } else if (isRefusal(failure)) {
                result.completeExceptionally(new RefusedEventException(failure));
            } else {
                log.debug("a send failed; its producer is closed", failure);
                discard(producer);
                result.completeExceptionally(failure);
            }
        }
    }
}
