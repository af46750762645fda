package io.guildhall.localstack.testing;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.localstack.infrastructure.ChainNode;
import io.guildhall.localstack.infrastructure.KafkaServer;
import io.guildhall.localstack.infrastructure.MailServer;
import io.guildhall.localstack.infrastructure.MySqlServer;
import io.guildhall.localstack.infrastructure.RedisServer;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

class WithInfrastructureIT {
    @SpringJUnitConfig
    @ContextConfiguration(classes = Empty.class)
    @WithInfrastructure({
        Infrastructure.MYSQL,
        Infrastructure.REDIS,
        Infrastructure.KAFKA,
        Infrastructure.MAIL,
        Infrastructure.CHAIN
    })
    abstract static class WithEverything {}

    static final class Empty {}

    @Nested
    class InOneContext extends WithEverything {
        @Test
        void givesAnAccountForItsSchemaOnly(@Autowired JdbcConnectionDetails details)
                throws SQLException {
            assertThat(schemaOf(details)).isEqualTo(details.getUsername()).startsWith("test_");
        }

        @Test
        void tellsWhereEverythingIs(
                @Autowired KafkaConnectionDetails kafkaDetails,
                @Autowired DataRedisConnectionDetails redisDetails,
                @Autowired MySqlServer mysql,
                @Autowired RedisServer redis,
                @Autowired KafkaServer kafka,
                @Autowired MailServer mail,
                @Autowired ChainNode chain,
                @Autowired Environment environment) {
            assertThat(mysql.running()).isTrue();
            assertThat(kafkaDetails.getBootstrapServers())
                    .containsExactly("127.0.0.1:" + kafka.port());
            assertThat(requireNonNull(redisDetails.getStandalone()).getPort())
                    .isEqualTo(redis.port());
            assertThat(environment.getProperty("spring.mail.port", Integer.class))
                    .isEqualTo(mail.port());
            assertThat(environment.getProperty("guildhall.chain.rpc-url"))
                    .isEqualTo(chain.rpcUrl().toString());
            assertThat(environment.getProperty("guildhall.chain.id")).isEqualTo("31337");
        }
    }

    @Nested
    @TestPropertySource(properties = "another=context")
    class InAnotherContext extends WithEverything {
        @Test
        void getsAnotherSchemaAndAnotherRedisDatabaseOfTheSameServers(
                @Autowired JdbcConnectionDetails details,
                @Autowired DataRedisConnectionDetails redisDetails)
                throws SQLException {
            int next =
                    Integer.parseInt(
                                    requireNonNull(details.getUsername())
                                            .substring("test_".length()))
                            + 1;
            assertThat(SharedServers.get().newSchema().username()).isEqualTo("test_" + next);
            assertThat(SharedServers.get().newRedisDatabase())
                    .isGreaterThan(requireNonNull(redisDetails.getStandalone()).getDatabase());
            assertThat(schemaOf(details)).isEqualTo(details.getUsername());
        }
    }

    private static String schemaOf(JdbcConnectionDetails details) throws SQLException {
        try (var connection =
                DriverManager.getConnection(
                        details.getJdbcUrl(), details.getUsername(), details.getPassword())) {
            return connection.getCatalog();
        }
    }
}
