package io.guildhall.localstack.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guildhall.localstack.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever starts the servers may be killed: none of them stays behind. */
class NativeServersDieWithParentIT {
    @TempDir Path folder;

    @Test
    void noneIsLeftWhenTheirParentIsKilled() throws IOException, InterruptedException {
        Path ready = folder.resolve("ready");
        Process parent =
                new ProcessBuilder(
                                JavaRuntime.executable(),
                                "-Xmx128m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Parent.class.getName(),
                                folder.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("parent.log").toFile())
                        .start();
        await().atMost(Duration.ofMinutes(2))
                .failFast(
                        () ->
                                assertThat(parent.isAlive())
                                        .as(Logs.lastLines(folder.resolve("parent.log"), 20))
                                        .isTrue())
                .until(() -> Files.exists(ready));
        List<ProcessHandle> children = parent.toHandle().descendants().toList();
        assertThat(children).hasSize(5);

        parent.destroyForcibly().waitFor();

        await().atMost(Duration.ofSeconds(10))
                .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }

    /** Starts every server, and waits to be killed. */
    static final class Parent {
        public static void main(String[] arguments) throws IOException, InterruptedException {
            Path folder = Path.of(arguments[0]);
            Ports ports = new Ports();
            Backend backend = new NativeBackend();
            backend.mysql(place(folder, "mysql", ports)).start();
            backend.redis(place(folder, "redis", ports)).start();
            backend.kafka(place(folder, "kafka", ports)).start();
            backend.mail(place(folder, "mail", ports), ports.any()).start();
            backend.chain(place(folder, "chain", ports)).start();
            Files.createFile(folder.resolve("ready"));
            Thread.currentThread().join();
        }

        private static Place place(Path folder, String name, Ports ports) {
            return new Place(folder.resolve(name), folder.resolve(name + ".log"), ports.any());
        }
    }
}
