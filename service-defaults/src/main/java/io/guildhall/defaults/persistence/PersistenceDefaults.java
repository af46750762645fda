package io.guildhall.defaults.persistence;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Settings that every service starts from; anything that a service or its operator writes wins. */
final class PersistenceDefaults implements EnvironmentPostProcessor, Ordered {
    static final Map<String, Object> DEFAULTS =
            Map.ofEntries(
                    // Under REPEATABLE READ, MySQL's gap locks make inserts of unrelated rows wait,
                    // and deadlock.
                    Map.entry(
                            "spring.datasource.hikari.transaction-isolation",
                            "TRANSACTION_READ_COMMITTED"),
                    Map.entry("spring.datasource.hikari.connection-timeout", "5000"),
                    Map.entry("spring.datasource.hikari.keepalive-time", "120000"),
                    connector("connectionTimeZone", "UTC"),
                    connector("forceConnectionTimeZoneToSession", "true"),
                    connector("connectTimeout", "5000"),
                    // A database host that vanished must not hold a request for ever.
                    connector("socketTimeout", "60000"),
                    connector("tcpKeepAlive", "true"),
                    connector("rewriteBatchedStatements", "true"),
                    connector("cacheServerConfiguration", "true"),
                    connector("useLocalSessionState", "true"),
                    // Two more round trips around each read, to be told what Hibernate knows.
                    connector("readOnlyPropagatesToServer", "false"),
                    Map.entry("spring.jpa.open-in-view", "false"),
                    Map.entry("spring.jpa.hibernate.ddl-auto", "validate"),
                    hibernate("jdbc.batch_size", "50"),
                    hibernate("jdbc.time_zone", "UTC"),
                    hibernate("order_inserts", "true"),
                    hibernate("order_updates", "true"),
                    hibernate("query.in_clause_parameter_padding", "true"),
                    hibernate("query.fail_on_pagination_over_collection_fetch", "true"));

    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("guildhallPersistenceDefaults", DEFAULTS));
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    private static Map.Entry<String, Object> connector(String name, String value) {
        return Map.entry("spring.datasource.hikari.data-source-properties." + name, value);
    }

    private static Map.Entry<String, Object> hibernate(String name, String value) {
        return Map.entry("spring.jpa.properties.hibernate." + name, value);
    }
}
