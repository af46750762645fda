package io.guildhall.localstack.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.localstack.process.Ports;
import io.guildhall.localstack.testing.SharedServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;

/** Starts that fail, where there is an engine. What containers do as processes do is in {@link BackendIT}. */
@EnabledIfSystemProperty(named = SharedServers.BACKEND, matches = "testcontainers")
class ContainerServerIT {
    @TempDir Path folder;

    @Test
    void aContainerThatEndsAtOnceShowsItsLastLines() {
        ContainerServer redis = ContainerBackend.redisContainer(place(new Ports().any()));
        redis.definition().withCommand("redis-server", "--no-such-option", "yes");

        assertThatThrownBy(redis::start)
                .isInstanceOf(StartFailedException.class)
                .hasMessageContaining("redis ended with code 1")
                .hasMessageContaining("no-such-option");
        assertThat(redis.running()).isFalse();
    }

    @Test
    void aContainerThatNeverServesIsEndedAndShowsItsLastLines() {
        ContainerServer redis =
                new ContainerServer(
                        "redis",
                        place(new Ports().any()),
                        ContainerBackend.REDIS_PORT,
                        new GenericContainer<>(ContainerBackend.REDIS),
                        () -> false,
                        Duration.ofSeconds(3));

        assertThatThrownBy(redis::start)
                .isInstanceOf(StartFailedException.class)
                .hasMessageContaining("redis was not ready within 3 s")
                .hasMessageContaining("Ready to accept connections");
        assertThat(redis.running()).isFalse();
    }

    @Test
    void aTakenPortIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ContainerServer redis = ContainerBackend.redisContainer(place(taken.getLocalPort()));

            assertThatThrownBy(redis::start)
                    .isInstanceOf(StartFailedException.class)
                    .hasMessageContaining("redis does not start: ")
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("already in use");
        }
    }

    private Place place(int port) {
        return new Place(folder.resolve("redis"), folder.resolve("redis.log"), port);
    }
}
