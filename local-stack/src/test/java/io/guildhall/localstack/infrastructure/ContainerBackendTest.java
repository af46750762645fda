package io.guildhall.localstack.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.PortBinding;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;

/** What would be started where there is an engine, told without one. */
class ContainerBackendTest {
    private static final int PORT = 34567;

    @TempDir Path folder;

    @Test
    void mysqlIsThereUnderItsPortWithTheAccountThatMakesSchemas() {
        GenericContainer<?> mysql = ContainerBackend.mysqlContainer(place("mysql")).definition();

        assertBound(mysql, 3306);
        assertThat(mysql.getEnvMap())
                .containsEntry("MYSQL_ROOT_PASSWORD", MySqlServer.ADMINISTRATOR_PASSWORD);
        assertThat(folder.resolve("mysql/accounts.sql"))
                .content()
                .contains("'" + MySqlServer.ADMINISTRATOR + "'@'%'");
        assertThat(new ContainerBackend().mysql(place("mysql")).access("orders", "password").url())
                .startsWith("jdbc:mysql://127.0.0.1:" + PORT + "/orders?");
    }

    @Test
    void redisHasAsManyDatabasesAsTestsShare() {
        GenericContainer<?> redis = ContainerBackend.redisContainer(place("redis")).definition();

        assertBound(redis, 6379);
        assertThat(redis.getCommandParts())
                .startsWith("redis-server")
                .containsSequence("--databases", String.valueOf(RedisServer.DATABASES));
        assertThat(new ContainerBackend().redis(place("redis")).port()).isEqualTo(PORT);
    }

    @Test
    void kafkaTellsClientsTheAddressThatTheyCanReach() {
        GenericContainer<?> kafka = ContainerBackend.kafkaContainer(place("kafka")).definition();

        assertBound(kafka, PORT);
        assertThat(kafka.getEnvMap())
                .containsEntry("KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://127.0.0.1:" + PORT)
                .hasEntrySatisfying(
                        "KAFKA_LISTENERS",
                        listeners ->
                                assertThat(listeners).startsWith("PLAINTEXT://0.0.0.0:" + PORT));
        assertThat(new ContainerBackend().kafka(place("kafka")).bootstrapServers())
                .isEqualTo("127.0.0.1:" + PORT);
    }

    private static void assertBound(GenericContainer<?> container, int inside) {
        List<PortBinding> bindings =
                container.getPortBindings().stream().map(PortBinding::parse).toList();
        assertThat(bindings)
                .singleElement()
                .satisfies(
                        binding -> {
                            assertThat(binding.getBinding().getHostIp()).isEqualTo("127.0.0.1");
                            assertThat(binding.getBinding().getHostPortSpec())
                                    .isEqualTo(String.valueOf(PORT));
                            assertThat(binding.getExposedPort().getPort()).isEqualTo(inside);
                        });
        assertThat(container.getExposedPorts()).containsExactly(inside);
    }

    private Place place(String name) {
        return new Place(folder.resolve(name), folder.resolve(name + ".log"), PORT);
    }
}
