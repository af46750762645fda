package io.guildhall.defaults.inbox;

import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Declares topics: a service makes a bean of {@code topics.declare("guildhall.user.v1")} for each topic that it
 * writes or reads, so that a consumer that starts first finds it. Each comes with the topic of its dead letters.
 */
public final class EventTopics {
    /** What a topic's dead letters are called after it. */
    public static final String DEAD_LETTER_SUFFIX = ".dlt";

    private final int partitions;

    EventTopics(int partitions) {
        this.partitions = partitions;
    }

    /** The topic and its dead letters, with the broker's own replication. */
    public KafkaAdmin.NewTopics declare(String topic) {
        return new KafkaAdmin.NewTopics(
                new NewTopic(topic, Optional.of(partitions), Optional.empty()),
                new NewTopic(topic + DEAD_LETTER_SUFFIX, Optional.of(1), Optional.empty()));
    }
}
