package io.guildhall.defaults.outbox;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.time.Clock;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** An outbox for every service that has a database and Kafka. */
@AutoConfiguration(
        after = {DataSourceAutoConfiguration.class, KafkaAutoConfiguration.class},
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration"
        })
@ConditionalOnBean({DataSource.class, ProducerFactory.class})
@EnableConfigurationProperties(OutboxProperties.class)
class OutboxAutoConfiguration {
    @Bean
    Outbox outbox(
            DataSource dataSource,
            OutboxRelay relay,
            ObjectProvider<Tracer> tracer,
            ObjectProvider<Propagator> propagator) {
        return new JdbcOutbox(
                JdbcClient.create(dataSource),
                traceparents(tracer.getIfAvailable(), propagator.getIfAvailable()),
                relay::wake);
    }

    /** Not a {@code DataSource} bean: it would compete with the service's own. */
    @Bean
    RelayAccess outboxRelayAccess(DataSource dataSource, OutboxProperties properties) {
        return new RelayAccess(RelayConnections.like(dataSource, properties.leaseTimeout()));
    }

    @Bean
    KafkaEventSink outboxSink(
            ProducerFactory<?, ?> producers,
            OutboxProperties properties,
            @Value("${guildhall.service.name:${spring.application.name:application}}")
                    String serviceName) {
        return new KafkaEventSink(
                producers.getConfigurationProperties(), properties.deliveryTimeout(), serviceName);
    }

    @Bean
    OutboxMonitor outboxMonitor(RelayAccess access, OutboxProperties properties) {
        return new OutboxMonitor(access.table(), properties.backlogAlarm());
    }

    @Bean
    OutboxMeters outboxMeters(
            ObjectProvider<MeterRegistry> registry, Clock clock, OutboxMonitor monitor) {
        OutboxMeters meters =
                new OutboxMeters(registry.getIfAvailable(SimpleMeterRegistry::new), clock);
        meters.watch(monitor::latest);
        return meters;
    }

    @Bean
    OutboxRelay outboxRelay(
            RelayAccess access,
            KafkaEventSink sink,
            OutboxMonitor monitor,
            OutboxMeters meters,
            OutboxProperties properties) {
        RelayRound round =
                new RelayRound(access.transaction(), access.table(), sink, meters, properties);
        return new OutboxRelay(round, access.table(), monitor, meters, properties);
    }

    @Bean
    HeldEvents heldEvents(RelayAccess access, OutboxRelay relay) {
        return new HeldEvents(access.transaction(), access.table(), relay::wake);
    }

    @Bean
    @ConditionalOnEnabledHealthIndicator("outbox")
    OutboxHealthIndicator outboxHealthIndicator(OutboxMonitor monitor) {
        return new OutboxHealthIndicator(monitor);
    }

    @Bean
    @ConditionalOnAvailableEndpoint
    OutboxEndpoint outboxEndpoint(OutboxMonitor monitor, HeldEvents held) {
        return new OutboxEndpoint(monitor, held);
    }

    private static Supplier<@Nullable String> traceparents(
            @Nullable Tracer tracer, @Nullable Propagator propagator) {
        return tracer == null || propagator == null
                ? () -> null
                : new Traceparents(tracer, propagator);
    }

    /** The relay's connections, and what works on them. */
    static final class RelayAccess implements AutoCloseable {
        private final HikariDataSource connections;

        RelayAccess(HikariDataSource connections) {
            this.connections = connections;
        }

        OutboxTable table() {
            return new OutboxTable(JdbcClient.create(connections));
        }

        TransactionTemplate transaction() {
            return new TransactionTemplate(new JdbcTransactionManager(connections));
        }

        @Override
        public void close() {
            connections.close();
        }
    }
}
