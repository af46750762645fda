package io.guildhall.defaults.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import io.guildhall.proto.user.v1.UserProfileChanged;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic from its beginning, and remembers everything in the order of arrival. */
final class Subscriber implements AutoCloseable {
    record Arrival(String key, String id, int number) {}

    private final Thread thread;
    private final ConcurrentLinkedQueue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Map<String, String>> headers =
            new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    Subscriber(String bootstrap, String topic, int partitions) {
        thread = Thread.ofVirtual().start(() -> read(bootstrap, topic, partitions));
    }

    /** Everything, with repetitions. */
    List<Arrival> arrivals() {
        return List.copyOf(arrivals);
    }

    Map<String, String> headersOfFirst() {
        return headers.stream().findFirst().orElseThrow();
    }

    /** What a consumer with an inbox sees: first arrivals only, by key. */
    Map<String, List<Integer>> effects() {
        Set<String> seen = new HashSet<>();
        Map<String, List<Integer>> effects = new TreeMap<>();
        for (Arrival arrival : arrivals) {
            if (seen.add(arrival.id())) {
                effects.computeIfAbsent(arrival.key(), key -> new ArrayList<>())
                        .add(arrival.number());
            }
        }
        return effects;
    }

    int repetitions() {
        List<Arrival> all = arrivals();
        return all.size() - all.stream().map(Arrival::id).collect(Collectors.toSet()).size();
    }

    private void read(String bootstrap, String topic, int partitions) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrap, "auto.offset.reset", "earliest");
        List<TopicPartition> all = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            all.add(new TopicPartition(topic, i));
        }
        try (var consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(all);
            consumer.seekToBeginning(all);
            while (!closed) {
                for (ConsumerRecord<String, byte[]> message :
                        consumer.poll(Duration.ofMillis(50))) {
                    remember(message);
                }
            }
        }
    }

    private void remember(ConsumerRecord<String, byte[]> message) {
        Map<String, String> all = new TreeMap<>();
        for (Header header : message.headers()) {
            all.put(header.key(), new String(header.value(), UTF_8));
        }
        headers.add(all);
        try {
            String name = UserProfileChanged.parseFrom(message.value()).getUsername();
            arrivals.add(
                    new Arrival(
                            message.key(),
                            String.valueOf(all.get(EventHeaders.ID)),
                            Integer.parseInt(name.strip())));
        } catch (InvalidProtocolBufferException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
