package io.guildhall.chain.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.guildhall.chain.contract.EscrowTopic;
import io.guildhall.localstack.infrastructure.KafkaServer;
import io.guildhall.proto.chain.v1.CommandSettled;
import io.guildhall.proto.chain.v1.EscrowChanged;
import io.guildhall.proto.chain.v1.EscrowReverted;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/** What the adapter told on its topic, by task, as another service would read it. */
public final class Told implements AutoCloseable {
    private final Map<String, List<Message>> messages = new ConcurrentHashMap<>();
    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread thread;

    public Told(KafkaServer kafka) {
        this.consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                kafka.bootstrapServers(),
                                "group.id",
                                "told-" + UUID.randomUUID(),
                                "auto.offset.reset",
                                "earliest",
                                "metadata.max.age.ms",
                                "1000"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
        consumer.subscribe(List.of(EscrowTopic.NAME));
        this.thread = Thread.ofPlatform().name("told").daemon().start(this::read);
    }

    private void read() {
        try (consumer) {
            while (true) {
                consumer.poll(Duration.ofSeconds(1)).forEach(this::keep);
            }
        } catch (WakeupException _) {
            // The end.
        }
    }

    private void keep(ConsumerRecord<String, byte[]> told) {
        String type =
                new String(told.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
        try {
            Message message =
                    switch (type) {
                        case "guildhall.chain.v1.EscrowChanged" ->
                                EscrowChanged.parseFrom(told.value());
                        case "guildhall.chain.v1.EscrowReverted" ->
                                EscrowReverted.parseFrom(told.value());
                        case "guildhall.chain.v1.CommandSettled" ->
                                CommandSettled.parseFrom(told.value());
                        default -> throw new AssertionError("unknown type " + type);
                    };
            messages.computeIfAbsent(told.key(), _ -> new CopyOnWriteArrayList<>()).add(message);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    /** All about a task so far. */
    public List<Message> about(String taskKey) {
        return messages.getOrDefault(taskKey, List.of());
    }

    /** What the chain brought about a task so far, and what it took back. */
    public List<Message> onChain(String taskKey) {
        return about(taskKey).stream().filter(m -> !(m instanceof CommandSettled)).toList();
    }

    /** Waits until what was told of a task is as wanted. */
    public List<Message> await(String taskKey, Predicate<List<Message>> wanted) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> onChain(taskKey), wanted);
    }

    /** Names of events, with {@code REVERTED} for what was taken back. */
    public List<String> kinds(String taskKey) {
        return onChain(taskKey).stream()
                .map(
                        message ->
                                message instanceof EscrowChanged changed
                                        ? changed.getEventCase().name()
                                        : "REVERTED")
                .toList();
    }

    /** Waits until exactly these events were told. */
    public void awaitKinds(String taskKey, String... kinds) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(kinds(taskKey)).containsExactly(kinds));
    }

    @Override
    public void close() {
        consumer.wakeup();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !thread.isAlive());
    }
}
