package io.guildhall.localstack.infrastructure;

import io.guildhall.localstack.process.Command;
import io.guildhall.localstack.process.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The command and the files of one Kafka node. */
final class KafkaNode {
    /** Any 16 bytes will do: a node on loopback is in nobody else's cluster. */
    private static final String CLUSTER = "Z3VpbGRoYWxsLWxvY2FsMQ";

    private static final String DIRECTORY = "Z3VpbGRoYWxsLWxvZ3MwMQ";

    private final String libraries;
    private final NativeCache cache;

    KafkaNode(String libraries, NativeCache cache) {
        this.libraries = libraries;
        this.cache = cache;
    }

    Command command(Place place) {
        return command(place, AotCache.of(cache, "kafka", libraries, this::train).options());
    }

    private Command command(Place place, List<String> options) {
        Path directory = place.directory();
        Path properties =
                NativeBackend.write(directory.resolve("server.properties"), properties(place));
        Path logging = NativeBackend.write(directory.resolve("logback.xml"), LOGGING);
        Path identity = directory.resolve("logs/meta.properties");
        if (!Files.exists(identity)) {
            NativeBackend.write(identity, IDENTITY);
        }
        List<String> line =
                JavaRuntime.line(
                        192,
                        Stream.concat(
                                        options.stream(),
                                        Stream.of("-Dlogback.configurationFile=" + logging))
                                .toList(),
                        libraries,
                        "kafka.Kafka");
        line.add(properties.toString());
        return new Command(line, directory, place.log());
    }

    private void train(AotCache.Training training) {
        Place place = training.place();
        training.run(command(place, training.options()), Probe.kafka(place.port()));
    }

    private static String properties(Place place) {
        int controller = new Ports().any();
        return """
        process.roles=broker,controller
        node.id=1
        controller.listener.names=CONTROLLER
        controller.quorum.voters=1@127.0.0.1:%2$d
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
        listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
        log.dirs=%3$s
        num.partitions=3
        offsets.topic.num.partitions=1
        offsets.topic.replication.factor=1
        transaction.state.log.num.partitions=1
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        share.coordinator.state.topic.num.partitions=1
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        group.initial.rebalance.delay.ms=0
        group.coordinator.threads=1
        num.network.threads=2
        num.io.threads=2
        num.recovery.threads.per.data.dir=1
        log.cleaner.dedupe.buffer.size=2097152
        log.segment.bytes=16777216
        log.retention.bytes=268435456
        """
                .formatted(place.port(), controller, place.directory().resolve("logs"));
    }

    /** What {@code kafka-storage format} would write, without a JVM for it. */
    private static final String IDENTITY =
            """
            version=1
            cluster.id=%s
            node.id=1
            directory.id=%s
            """
                    .formatted(CLUSTER, DIRECTORY);

    private static final String LOGGING =
            """
            <configuration>
              <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d{HH:mm:ss.SSS} %-5level %logger{0} %msg%n</pattern></encoder>
              </appender>
              <root level="WARN"><appender-ref ref="out"/></root>
              <logger name="kafka.server.KafkaRaftServer" level="INFO"/>
            </configuration>
            """;
}
