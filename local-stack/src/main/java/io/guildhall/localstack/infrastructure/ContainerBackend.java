package io.guildhall.localstack.infrastructure;

import io.guildhall.localstack.process.Ports;
import java.nio.file.Path;
import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * Runs MySQL, Redis and Kafka in containers. Mail and chain have no image of their own: they are child processes here too.
 * Containers end with this process by Testcontainers' own reaper.
 */
public final class ContainerBackend implements Backend {
    static final DockerImageName REDIS = DockerImageName.parse("redis:6.2-alpine");
    static final int REDIS_PORT = 6379;

    private static final DockerImageName MYSQL = DockerImageName.parse("mysql:8.0.33");
    private static final DockerImageName KAFKA = DockerImageName.parse("apache/kafka:4.2.1");
    private static final int MYSQL_PORT = 3306;
    private static final Duration START = Duration.ofMinutes(2);

    private final NativeBackend processes = new NativeBackend();

    @Override
    public MySqlServer mysql(Place place) {
        return new MySqlServer(mysqlContainer(place));
    }

    static ContainerServer mysqlContainer(Place place) {
        Path accounts =
                NativeBackend.write(
                        place.directory().resolve("accounts.sql"), MySqlServer.accounts());
        GenericContainer<?> container =
                new GenericContainer<>(MYSQL)
                        .withEnv("MYSQL_ROOT_PASSWORD", MySqlServer.ADMINISTRATOR_PASSWORD)
                        .withCopyFileToContainer(
                                MountableFile.forHostPath(accounts, 0644),
                                "/docker-entrypoint-initdb.d/accounts.sql")
                        .withCommand(
                                "--skip-name-resolve",
                                "--skip-log-bin",
                                "--default-time-zone=+00:00",
                                "--max-connections=300");
        return new ContainerServer(
                "mysql", place, MYSQL_PORT, container, MySqlServer.probe(place.port()), START);
    }

    @Override
    public RedisServer redis(Place place) {
        return new RedisServer(redisContainer(place));
    }

    static ContainerServer redisContainer(Place place) {
        GenericContainer<?> container =
                new GenericContainer<>(REDIS)
                        .withCommand(
                                "redis-server",
                                "--databases",
                                String.valueOf(RedisServer.DATABASES),
                                "--appendonly",
                                "yes");
        return new ContainerServer(
                "redis", place, REDIS_PORT, container, Probe.redis(place.port()), START);
    }

    @Override
    public KafkaServer kafka(Place place) {
        return new KafkaServer(kafkaContainer(place));
    }

    static ContainerServer kafkaContainer(Place place) {
        int controller = new Ports().any();
        GenericContainer<?> container =
                new GenericContainer<>(KAFKA)
                        .withEnv("KAFKA_PROCESS_ROLES", "broker,controller")
                        .withEnv("KAFKA_NODE_ID", "1")
                        .withEnv("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER")
                        .withEnv("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@localhost:" + controller)
                        .withEnv(
                                "KAFKA_LISTENERS",
                                "PLAINTEXT://0.0.0.0:"
                                        + place.port()
                                        + ",CONTROLLER://localhost:"
                                        + controller)
                        .withEnv(
                                "KAFKA_ADVERTISED_LISTENERS",
                                "PLAINTEXT://127.0.0.1:" + place.port())
                        .withEnv(
                                "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
                                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT")
                        .withEnv("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1")
                        .withEnv("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1")
                        .withEnv("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1")
                        .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
        return new ContainerServer(
                "kafka", place, place.port(), container, Probe.kafka(place.port()), START);
    }

    @Override
    public MailServer mail(Place place, int pagePort) {
        return processes.mail(place, pagePort);
    }

    @Override
    public ChainNode chain(Place place) {
        return processes.chain(place);
    }
}
