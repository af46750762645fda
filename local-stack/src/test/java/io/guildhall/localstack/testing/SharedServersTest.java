package io.guildhall.localstack.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.localstack.infrastructure.ContainerBackend;
import io.guildhall.localstack.infrastructure.NativeBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedServersTest {
    @Test
    void choosesTheBackendByName() {
        assertThat(SharedServers.backend("native")).isInstanceOf(NativeBackend.class);
        assertThat(SharedServers.backend("testcontainers")).isInstanceOf(ContainerBackend.class);
    }

    @Test
    void refusesABackendThatItDoesNotKnow() {
        assertThatThrownBy(() -> SharedServers.backend("podman")).hasMessageContaining("podman");
    }

    @Test
    void removesWhatADeadRunLeft(@TempDir Path root) throws IOException {
        Path dead = Files.createDirectories(root.resolve("data-2147483646/mysql"));
        Path alive = Files.createDirectories(root.resolve("data-1"));
        Path foreign = Files.createDirectories(root.resolve("data-notes"));

        TestFolder.create(root, 99);

        assertThat(dead.getParent()).doesNotExist();
        assertThat(alive).exists();
        assertThat(foreign).exists();
    }
}
