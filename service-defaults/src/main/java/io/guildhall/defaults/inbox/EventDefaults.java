package io.guildhall.defaults.inbox;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Kafka settings that every service starts from; anything that a service or its operator writes wins. */
final class EventDefaults implements EnvironmentPostProcessor, Ordered {
    private static final String PACKAGE = "org.apache.kafka.common.serialization.";

    static final Map<String, Object> DEFAULTS =
            Map.ofEntries(
                    Map.entry(
                            "spring.kafka.consumer.group-id",
                            "${spring.application.name:application}"),
                    // A new consumer must not miss what was said before it first came.
                    Map.entry("spring.kafka.consumer.auto-offset-reset", "earliest"),
                    Map.entry("spring.kafka.consumer.enable-auto-commit", "false"),
                    // Until then the partitions of a replica that was killed are nobody's. Kafka's
                    // own 45 s let pages stand still
                    // for most of a minute after every crash; one that is thought dead too early
                    // costs a repeated delivery.
                    Map.entry("spring.kafka.consumer.properties[session.timeout.ms]", "10000"),
                    Map.entry("spring.kafka.consumer.properties[heartbeat.interval.ms]", "2000"),
                    Map.entry(
                            "spring.kafka.consumer.key-deserializer",
                            PACKAGE + "StringDeserializer"),
                    Map.entry(
                            "spring.kafka.consumer.value-deserializer",
                            PACKAGE + "ByteArrayDeserializer"),
                    Map.entry("spring.kafka.producer.acks", "all"),
                    Map.entry("spring.kafka.producer.key-serializer", PACKAGE + "StringSerializer"),
                    Map.entry(
                            "spring.kafka.producer.value-serializer",
                            PACKAGE + "ByteArraySerializer"),
                    Map.entry("spring.kafka.listener.observation-enabled", "true"),
                    Map.entry("spring.kafka.listener.missing-topics-fatal", "false"));

    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("guildhallEventDefaults", DEFAULTS));
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
