package io.guildhall.defaults.inbox;

import io.guildhall.defaults.persistence.ExpiringTable;
import io.guildhall.defaults.problem.Outages;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.support.converter.RecordMessageConverter;
import org.springframework.util.backoff.ExponentialBackOff;

/** An inbox where there is a database, and what listeners need where there is Kafka. */
@AutoConfiguration(
        after = {DataSourceAutoConfiguration.class, KafkaAutoConfiguration.class},
        afterName =
                "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@EnableConfigurationProperties(InboxProperties.class)
class InboxAutoConfiguration {
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(DataSource.class)
    static class Claims {
        @Bean
        @ConditionalOnMissingBean
        Inbox inbox(DataSource dataSource) {
            return new JdbcInbox(JdbcClient.create(dataSource));
        }

        @Bean
        ExpiringTable inboxEvents(InboxProperties properties) {
            return new ExpiringTable("InboxEvent", "received_at", properties.retention());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(ConsumerFactory.class)
    static class Listeners {
        private final EventTypes types = new EventTypes();

        @Bean
        EventTopics eventTopics(InboxProperties properties) {
            return new EventTopics(properties.partitions());
        }

        @Bean
        @ConditionalOnMissingBean
        RecordMessageConverter eventConverter() {
            return new EventConverter(types);
        }

        @Bean
        @ConditionalOnMissingBean(name = "unknownEvents")
        UnknownEvents unknownEvents(ObjectProvider<MeterRegistry> registry) {
            return new UnknownEvents(types, meters(registry));
        }

        @Bean
        @ConditionalOnMissingBean
        CommonErrorHandler eventErrorHandler(DeadLetterSender sender, InboxProperties properties) {
            DefaultErrorHandler handler = new DefaultErrorHandler(sender, bounded(properties));
            // In an outage every event fails, and none is to blame: keep trying, in order.
            handler.setBackOffFunction(
                    (message, failure) -> Outages.isOutage(failure) ? unbounded(properties) : null);
            return handler;
        }

        @Bean
        DeadLetterSender deadLetterSender(
                DeadLetterProducer producer, ObjectProvider<MeterRegistry> registry) {
            return new DeadLetterSender(producer.template(), meters(registry));
        }

        @Bean
        DeadLetters deadLetters(
                ConsumerFactory<?, ?> consumers,
                DeadLetterProducer producer,
                @Value("${spring.kafka.consumer.group-id}") String group) {
            return new DeadLetters(consumers, producer.template(), group);
        }

        @Bean
        @ConditionalOnAvailableEndpoint
        DeadLettersEndpoint deadLettersEndpoint(DeadLetters letters) {
            return new DeadLettersEndpoint(letters);
        }

        @Bean
        DeadLetterProducer deadLetterProducer(ProducerFactory<?, ?> producers) {
            return new DeadLetterProducer(producers.getConfigurationProperties());
        }

        private static MeterRegistry meters(ObjectProvider<MeterRegistry> registry) {
            return registry.getIfAvailable(SimpleMeterRegistry::new);
        }

        private static ExponentialBackOff bounded(InboxProperties properties) {
            ExponentialBackOff backOff = unbounded(properties);
            backOff.setMaxAttempts(properties.attempts() - 1L);
            return backOff;
        }

        private static ExponentialBackOff unbounded(InboxProperties properties) {
            ExponentialBackOff backOff =
                    new ExponentialBackOff(properties.retryPause().toMillis(), 2);
            backOff.setMaxInterval(properties.longestRetryPause().toMillis());
            return backOff;
        }
    }

    /** Not a {@code KafkaTemplate} bean: the service's own template would then be missing. */
    static final class DeadLetterProducer implements AutoCloseable {
        private final DefaultKafkaProducerFactory<String, byte[]> factory;

        DeadLetterProducer(Map<String, Object> configured) {
            factory =
                    new DefaultKafkaProducerFactory<>(
                            configured, new StringSerializer(), new ByteArraySerializer());
            factory.updateConfigs(
                    Map.of(
                            ProducerConfig.ACKS_CONFIG, "all",
                            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true,
                            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000,
                            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000,
                            ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000));
        }

        KafkaTemplate<String, byte[]> template() {
            return new KafkaTemplate<>(factory);
        }

        @Override
        public void close() {
            factory.destroy();
        }
    }
}
