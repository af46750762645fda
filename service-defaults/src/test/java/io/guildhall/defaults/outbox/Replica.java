package io.guildhall.defaults.outbox;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.guildhall.localstack.infrastructure.MySqlServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One replica's outbox without the rest of a service. */
final class Replica implements AutoCloseable {
    /** Short times, so that tests of what happens after them are short. */
    static final OutboxProperties QUICK = properties(Duration.ofSeconds(1), Duration.ofSeconds(3));

    /** Gives up no event that a busy machine delivers late, so that nothing but a fault sends one twice. */
    static final OutboxProperties PATIENT =
            properties(Duration.ofSeconds(20), Duration.ofSeconds(60));

    private final HikariDataSource service;
    private final HikariDataSource relayConnections;
    private final KafkaEventSink kafka;

    final MeterRegistry meters = new SimpleMeterRegistry();
    final JdbcClient jdbc;
    final TransactionTemplate transaction;
    final Outbox outbox;
    final OutboxMonitor monitor;
    final OutboxRelay relay;
    final HeldEvents held;

    Replica(
            MySqlServer.Access access,
            String bootstrap,
            OutboxProperties properties,
            UnaryOperator<EventSink> around) {
        service = pool(access);
        jdbc = JdbcClient.create(service);
        transaction = new TransactionTemplate(new JdbcTransactionManager(service));
        relayConnections = RelayConnections.like(service, properties.leaseTimeout());
        TransactionTemplate relayTransaction =
                new TransactionTemplate(new JdbcTransactionManager(relayConnections));
        OutboxTable table = new OutboxTable(JdbcClient.create(relayConnections));
        kafka =
                new KafkaEventSink(
                        Map.of("bootstrap.servers", bootstrap),
                        properties.deliveryTimeout(),
                        "test-service");
        monitor = new OutboxMonitor(table, properties.backlogAlarm());
        OutboxMeters outboxMeters = new OutboxMeters(meters, Clock.systemUTC());
        relay =
                new OutboxRelay(
                        new RelayRound(
                                relayTransaction,
                                table,
                                around.apply(kafka),
                                outboxMeters,
                                properties),
                        table,
                        monitor,
                        outboxMeters,
                        properties);
        outbox = new JdbcOutbox(jdbc, () -> null, relay::wake);
        held = new HeldEvents(relayTransaction, table, relay::wake);
    }

    private static OutboxProperties properties(Duration deliveryTimeout, Duration leaseTimeout) {
        return new OutboxProperties(
                true,
                50,
                Duration.ofMillis(200),
                deliveryTimeout,
                leaseTimeout,
                Duration.ofMillis(500),
                Duration.ofSeconds(1));
    }

    private static HikariDataSource pool(MySqlServer.Access access) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(access.url());
        config.setUsername(access.username());
        config.setPassword(access.password());
        config.setMaximumPoolSize(12);
        config.setMinimumIdle(1);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.addDataSourceProperty("connectionTimeZone", "UTC");
        config.addDataSourceProperty("forceConnectionTimeZoneToSession", "true");
        return new HikariDataSource(config);
    }

    @Override
    public void close() {
        relay.stop();
        kafka.close();
        relayConnections.close();
        service.close();
    }
}
