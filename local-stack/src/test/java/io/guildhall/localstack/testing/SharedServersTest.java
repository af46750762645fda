package io.guildhall.localstack.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.localstack.infrastructure.ContainerBackend;
import io.guildhall.localstack.infrastructure.NativeBackend;
import io.guildhall.localstack.infrastructure.Server;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
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
    void endsProcessesAndLeavesContainersToWhoRemovesThem() {
        List<String> killed = new ArrayList<>();

        SharedServers.endProcesses(
                List.of(
                        running("container", OptionalLong.empty(), killed),
                        running("process", OptionalLong.of(42), killed)));

        assertThat(killed).containsExactly("process");
    }

    private static Server running(String name, OptionalLong pid, List<String> killed) {
        return (Server)
                Proxy.newProxyInstance(
                        Server.class.getClassLoader(),
                        new Class<?>[] {Server.class},
                        (_, method, _) ->
                                switch (method.getName()) {
                                    case "name" -> name;
                                    case "running" -> true;
                                    case "pid" -> pid;
                                    case "kill" -> {
                                        killed.add(name);
                                        yield null;
                                    }
                                    default -> throw new AssertionError(method);
                                });
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
