package io.guildhall.chain.lease.store;

import io.guildhall.chain.lease.Leases;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;

/**
 * Named locks of MySQL, each on a connection of its own. A killed replica loses its lock at once, one that stands still
 * when MySQL ends its session. A lease saves work; that nothing happens twice is the rows' business.
 */
@Component
class MySqlLeases implements Leases {
    private static final Logger log = LoggerFactory.getLogger(MySqlLeases.class);

    /** Seconds after which MySQL ends the session of who stands still. */
    private static final int PATIENCE = 45;

    private final DataSource database;

    MySqlLeases(DataSource database) {
        this.database = database;
    }

    @Override
    public Optional<Lease> acquire(String name) {
        Connection connection = DataSourceUtils.getConnection(database);
        try {
            if (locks(connection, name)) {
                return Optional.of(new MySqlLease(connection, name));
            }
        } catch (SQLException e) {
            log.warn("The lease {} cannot be asked for: {}", name, e.toString());
        }
        DataSourceUtils.releaseConnection(connection, database);
        return Optional.empty();
    }

    private static boolean locks(Connection connection, String name) throws SQLException {
        try (PreparedStatement lock =
                // Names are shared by all schemas of a server.
                connection.prepareStatement(
                        "SELECT GET_LOCK(CONCAT(LEFT(DATABASE(), 20), '.', ?), 0)")) {
            lock.setString(1, name);
            try (ResultSet found = lock.executeQuery()) {
                if (!found.next() || found.getInt(1) != 1) {
                    return false;
                }
            }
        }
        try (Statement session = connection.createStatement()) {
            session.execute("SET SESSION wait_timeout = " + PATIENCE);
        }
        return true;
    }

    private final class MySqlLease implements Lease {
        private final Connection connection;
        private final String name;

        MySqlLease(Connection connection, String name) {
            this.connection = connection;
            this.name = name;
        }

        @Override
        public boolean held() {
            try (Statement ping = connection.createStatement()) {
                ping.setQueryTimeout(PATIENCE / 3);
                return ping.execute("SELECT 1");
            } catch (SQLException e) {
                log.warn("The lease {} is lost: {}", name, e.toString());
                return false;
            }
        }

        @Override
        public void close() {
            try (Statement session = connection.createStatement()) {
                session.execute("SELECT RELEASE_ALL_LOCKS()");
                session.execute("SET SESSION wait_timeout = @@global.wait_timeout");
            } catch (SQLException e) {
                log.debug("The lease {} ended with its connection", name, e);
            }
            DataSourceUtils.releaseConnection(connection, database);
        }
    }
}
