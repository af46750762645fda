package io.guildhall.defaults.outbox;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * The relay's own connections to the service's database. Its rounds hold a connection while Kafka answers, so they
 * must not take those of requests; and these sessions end when their client stands still for longer than the lease.
 */
final class RelayConnections {
    private RelayConnections() {}

    static HikariDataSource like(DataSource service, Duration lease) {
        HikariConfig config = new HikariConfig();
        try {
            service.unwrap(HikariDataSource.class).copyStateTo(config);
        } catch (SQLException other) {
            throw new IllegalStateException(
                    "data source is %s; expected a Hikari pool".formatted(service.getClass()),
                    other);
        }
        long leaseSeconds = Math.max(1, lease.toSeconds());
        config.setPoolName("outbox-relay");
        config.setMetricRegistry(null);
        config.setMetricsTrackerFactory(null);
        config.setHealthCheckRegistry(null);
        config.setMaximumPoolSize(Shards.COUNT + 2);
        config.setMinimumIdle(1);
        // Hikari looks for idle connections every 30 s, so they are gone before MySQL ends them
        // after 45 s.
        config.setIdleTimeout(10_000);
        config.setKeepaliveTime(0);
        config.setInitializationFailTimeout(-1);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionInitSql(
                "SET SESSION wait_timeout = %d, innodb_lock_wait_timeout = 5"
                        .formatted(leaseSeconds));
        // The relay's statements are short; a database host that vanished must not stop the shard
        // for ever.
        config.addDataSourceProperty("socketTimeout", "10000");
        return new HikariDataSource(config);
    }
}
