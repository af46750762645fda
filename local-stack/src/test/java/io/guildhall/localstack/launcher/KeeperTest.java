package io.guildhall.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.localstack.infrastructure.Server;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeeperTest {
    @TempDir Path logs;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final AtomicInteger changes = new AtomicInteger();

    @Test
    void bringsBackWhatHasEndedAndShowsWhatItWroteLast() throws IOException {
        FakeServer server = new FakeServer();
        Files.writeString(logs.resolve("redis.log"), "out of memory\n");

        keeper(server).bringBack();

        assertThat(server.running).isTrue();
        assertThat(changes).hasValue(1);
        assertThat(written.toString(StandardCharsets.UTF_8))
                .contains("redis has ended", "out of memory", "redis again");
    }

    @Test
    void leavesWhatRunsAlone() {
        FakeServer server = new FakeServer();
        server.running = true;

        keeper(server).bringBack();

        assertThat(server.starts).isZero();
    }

    @Test
    void givesUpAfterFiveFailuresInARow() {
        FakeServer server = new FakeServer();
        server.failing = true;
        Keeper keeper = keeper(server);

        for (int i = 0; i < 9; i++) {
            keeper.bringBack();
        }

        assertThat(server.starts).isEqualTo(5);
    }

    @Test
    void startsNothingOnceItIsClosed() {
        FakeServer server = new FakeServer();
        Keeper keeper = keeper(server);

        keeper.close();
        keeper.bringBack();

        assertThat(server.starts).isZero();
    }

    @Test
    void aLogThatIsTooLongBecomesTheOldOneWhileItsWriterGoesOn() throws IOException {
        Path log = logs.resolve("kafka.log");
        try (OutputStream writer =
                Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            writer.write("a long story\n".getBytes(StandardCharsets.UTF_8));
            Keeper.bound(log, 100);
            assertThat(log).content().isEqualTo("a long story\n");

            Keeper.bound(log, 5);
            writer.write("next\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(log).content().isEqualTo("next\n");
        assertThat(logs.resolve("kafka.log.old")).content().isEqualTo("a long story\n");
    }

    private Keeper keeper(Server server) {
        Progress progress =
                new Progress(
                        new PrintStream(written, true, StandardCharsets.UTF_8), System::nanoTime);
        return new Keeper(() -> List.of(server), logs, progress, changes::incrementAndGet);
    }

    private static final class FakeServer implements Server {
        private boolean running;
        private boolean failing;
        private int starts;

        @Override
        public String name() {
            return "redis";
        }

        @Override
        public int port() {
            return 1;
        }

        @Override
        public void start() {
            starts++;
            if (failing) {
                throw new IllegalStateException("no");
            }
            running = true;
        }

        @Override
        public void stop() {
            running = false;
        }

        @Override
        public void kill() {
            running = false;
        }

        @Override
        public void pause() {}

        @Override
        public void resume() {}

        @Override
        public OptionalLong pid() {
            return OptionalLong.empty();
        }

        @Override
        public boolean running() {
            return running;
        }
    }
}
