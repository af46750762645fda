package io.guildhall.defaults.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guildhall.defaults.outbox.RelayProcess.Failpoint;
import io.guildhall.localstack.infrastructure.KafkaServer;
import io.guildhall.localstack.infrastructure.MySqlServer;
import io.guildhall.localstack.process.ChildProcess;
import io.guildhall.localstack.process.Command;
import io.guildhall.localstack.testing.Infrastructure;
import io.guildhall.localstack.testing.SharedServers;
import io.guildhall.proto.user.v1.UserProfileChanged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.flywaydb.core.Flyway;

/** A schema, a topic, and replicas on them. */
final class OutboxStage implements AutoCloseable {
    private static final int PARTITIONS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Deque<Runnable> open = new ArrayDeque<>();
    private final MySqlServer.Access access;
    private final Path folder;

    final KafkaServer kafka;
    final String topic = "test." + UUID.randomUUID();
    final Subscriber subscriber;

    OutboxStage(Path folder) {
        this(folder, Map.of());
    }

    OutboxStage(Path folder, Map<String, String> topicSettings) {
        this.folder = folder;
        SharedServers servers = SharedServers.get();
        servers.start(List.of(Infrastructure.MYSQL, Infrastructure.KAFKA));
        kafka = servers.kafka();
        access = servers.newSchema();
        Flyway.configure()
                .dataSource(access.url(), access.username(), access.password())
                .locations("classpath:db/defaults")
                .load()
                .migrate();
        try (Admin admin = admin()) {
            admin.createTopics(
                            List.of(
                                    new NewTopic(topic, PARTITIONS, (short) 1)
                                            .configs(topicSettings)))
                    .all()
                    .get();
        } catch (ExecutionException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
        subscriber = new Subscriber(kafka.bootstrapServers(), topic, PARTITIONS);
        open.push(subscriber::close);
        Replica first = replica();
        first.jdbc.sql("CREATE TABLE Aggregate (id INT PRIMARY KEY, number INT NOT NULL)").update();
    }

    Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    /** A replica in this process; it relays when its relay is started. */
    Replica replica() {
        return replica(Replica.PATIENT);
    }

    /** One that soon gives an event up, for outages. */
    Replica quickReplica() {
        return replica(Replica.QUICK);
    }

    private Replica replica(OutboxProperties properties) {
        Replica replica =
                new Replica(access, kafka.bootstrapServers(), properties, UnaryOperator.identity());
        open.push(replica::close);
        return replica;
    }

    /** A replica in a process of its own, which relays at once. */
    ChildProcess process(Failpoint failpoint) {
        Path log = folder.resolve("relay-" + open.size() + ".log");
        Command command =
                new Command(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx128m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                RelayProcess.class.getName(),
                                access.url(),
                                access.username(),
                                access.password(),
                                kafka.bootstrapServers(),
                                failpoint.name(),
                                marker().toString()),
                        folder,
                        log);
        ChildProcess process = ChildProcess.start(command);
        open.push(process::kill);
        return process;
    }

    void awaitFailpoint() {
        await().atMost(PATIENCE).until(() -> Files.exists(marker()));
    }

    void leaveFailpoint() throws IOException {
        Files.delete(marker());
    }

    private Path marker() {
        return folder.resolve("failpoint");
    }

    void createAggregates(Replica replica, int count) {
        for (int id = 1; id <= count; id++) {
            replica.jdbc.sql("INSERT INTO Aggregate VALUES (?, 0)").param(id).update();
        }
    }

    /** A business transaction: changes the aggregate and says so. Returns the aggregate's new number. */
    int change(Replica replica, int id) {
        return change(replica, id, 0);
    }

    int change(Replica replica, int id, int padding) {
        Integer number =
                replica.transaction.execute(
                        status -> {
                            replica.jdbc
                                    .sql("UPDATE Aggregate SET number = number + 1 WHERE id = ?")
                                    .param(id)
                                    .update();
                            int now =
                                    replica.jdbc
                                            .sql("SELECT number FROM Aggregate WHERE id = ?")
                                            .param(id)
                                            .query(Integer.class)
                                            .single();
                            replica.outbox.append(topic, key(id), event(id, now, padding));
                            return now;
                        });
        assertThat(number).isNotNull();
        return number;
    }

    static String key(int id) {
        return "aggregate-" + id;
    }

    private static UserProfileChanged event(int id, int number, int padding) {
        return UserProfileChanged.newBuilder()
                .setUserId(id)
                .setUsername(number + " ".repeat(padding))
                .build();
    }

    /** Waits until every aggregate's events had their effect, and checks that they had it in their order. */
    void awaitEffects(int aggregates, int each) {
        await().atMost(PATIENCE)
                .until(
                        () ->
                                subscriber.effects().values().stream().mapToInt(List::size).sum()
                                        >= aggregates * each);
        List<Integer> inOrder = IntStream.rangeClosed(1, each).boxed().toList();
        assertThat(subscriber.effects())
                .hasSize(aggregates)
                .allSatisfy((key, numbers) -> assertThat(numbers).isEqualTo(inOrder));
    }

    /** Deadlocks since the server started. */
    long deadlocks() throws SQLException {
        try (var connection = SharedServers.get().mysql().administrator();
                var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                "SELECT count FROM information_schema.INNODB_METRICS"
                                        + " WHERE name = 'lock_deadlocks'")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            open.pop().run();
        }
    }
}
