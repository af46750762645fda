package io.guildhall.defaults.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;

class HousekeeperTest {
    private static final ExpiringTable CLAIMS =
            new ExpiringTable("InboxEvent", "received_at", Duration.ofDays(14));

    /** Fails in a way that Spring does not take for the database's. */
    private static final class BrokenDriver extends AbstractDataSource {
        private int asked;

        @Override
        public Connection getConnection() {
            asked++;
            throw new UnsupportedOperationException("a driver's own mistake");
        }

        @Override
        public Connection getConnection(String username, String password) {
            return getConnection();
        }
    }

    /** An exception that left the task would end the schedule for as long as the process lives. */
    @Test
    void outlivesAFailureOfAnyKindAndTriesTheNextTable() {
        BrokenDriver driver = new BrokenDriver();

        new Housekeeper(JdbcClient.create(driver), List.of(CLAIMS, CLAIMS)).tidy();

        assertThat(driver.asked).isEqualTo(2);
    }
}
