package io.guildhall.defaults.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.localstack.infrastructure.MySqlServer;
import io.guildhall.localstack.testing.Infrastructure;
import io.guildhall.localstack.testing.SharedServers;
import java.time.Duration;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class HousekeeperIT {
    private static final ExpiringTable CLAIMS =
            new ExpiringTable("InboxEvent", "received_at", Duration.ofDays(14));

    @Test
    void deletesWhatIsTooOldAndNothingElse() {
        JdbcClient jdbc = migratedSchema();
        int old = Housekeeper.CHUNK * 2 + 7;
        insert(jdbc, "old", old, 14 * 24 + 1);
        insert(jdbc, "young", 20, 14 * 24 - 1);

        new Housekeeper(jdbc, List.of(CLAIMS)).tidy();

        assertThat(jdbc.sql("SELECT DISTINCT consumer FROM InboxEvent").query(String.class).list())
                .containsExactly("young");
        assertThat(jdbc.sql("SELECT COUNT(*) FROM InboxEvent").query(Integer.class).single())
                .isEqualTo(20);
    }

    @Test
    void aTableThatFailsDoesNotKeepTheOthersFromTheirTurn() {
        JdbcClient jdbc = migratedSchema();
        insert(jdbc, "old", 3, 15 * 24);
        ExpiringTable missing = new ExpiringTable("Missing", "at", Duration.ofDays(1));

        new Housekeeper(jdbc, List.of(missing, CLAIMS)).tidy();

        assertThat(jdbc.sql("SELECT COUNT(*) FROM InboxEvent").query(Integer.class).single())
                .isZero();
    }

    @Test
    void refusesWhatIsNoPlainIdentifier() {
        assertThatThrownBy(() -> new ExpiringTable("User; --", "at", Duration.ofDays(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ExpiringTable("User", "at", Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static JdbcClient migratedSchema() {
        SharedServers servers = SharedServers.get();
        servers.start(List.of(Infrastructure.MYSQL));
        MySqlServer.Access access = servers.newSchema();
        Flyway.configure()
                .dataSource(access.url(), access.username(), access.password())
                .locations("classpath:db/defaults")
                .load()
                .migrate();
        return JdbcClient.create(
                new DriverManagerDataSource(access.url(), access.username(), access.password()));
    }

    private static void insert(JdbcClient jdbc, String consumer, int count, int ageHours) {
        jdbc.sql(
                        """
                        INSERT INTO InboxEvent (consumer, event_id, received_at)
                        WITH RECURSIVE numbers (n) AS
                            (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?)
                        SELECT /*+ SET_VAR(cte_max_recursion_depth = 100000) */
                            ?, n, CURRENT_TIMESTAMP(6) - INTERVAL ? HOUR FROM numbers""")
                .param(count)
                .param(consumer)
                .param(ageHours)
                .update();
    }
}
