package io.guildhall.localstack.launcher;

import io.guildhall.localstack.infrastructure.Logs;
import io.guildhall.localstack.infrastructure.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** While the system runs: brings back what crashed, and keeps the logs from filling the disk. */
final class Keeper implements AutoCloseable {
    private static final Duration PULSE = Duration.ofMillis(500);
    private static final int PULSES_PER_LOOK_AT_LOGS = 60;
    private static final int FAILED_RESTARTS = 5;
    private static final int SHOWN_LINES = 8;

    /** A log above this size becomes the old log; there is one old log. */
    private static final long LOG_LIMIT = 20L * 1024 * 1024;

    private final Supplier<List<Server>> servers;
    private final Path logs;
    private final Progress progress;
    private final Runnable onChange;
    private final Map<String, Integer> failures = new HashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * A keeper that has not begun. It is made before anything runs, so that an end that comes early closes it: else it would
     * take what ends for what crashed.
     *
     * @param servers asked at each look
     * @param onChange told after a server came back, with another process id
     */
    Keeper(Supplier<List<Server>> servers, Path logs, Progress progress, Runnable onChange) {
        this.servers = servers;
        this.logs = logs;
        this.progress = progress;
        this.onChange = onChange;
    }

    void begin() {
        Thread.ofPlatform().name("keeper").daemon().start(this::keep);
    }

    /** Whether the system ends. */
    boolean closed() {
        return closed.getCount() == 0;
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void keep() {
        try {
            for (int pulse = 0; !closed.await(PULSE.toMillis(), TimeUnit.MILLISECONDS); pulse++) {
                bringBack();
                if (pulse % PULSES_PER_LOOK_AT_LOGS == 0) {
                    boundLogs();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void bringBack() {
        for (Server server : servers.get()) {
            boolean hopeful = failures.getOrDefault(server.name(), 0) < FAILED_RESTARTS;
            if (!server.running() && hopeful && !closed()) {
                restart(server);
            }
        }
    }

    private void restart(Server server) {
        Path log = logs.resolve(server.name() + ".log");
        progress.say(
                "  "
                        + server.name()
                        + " has ended; its last lines:\n"
                        + Logs.lastLines(log, SHOWN_LINES));
        try {
            progress.step(server.name() + " again", server::start);
            failures.remove(server.name());
            onChange.run();
        } catch (Exception e) {
            failures.merge(server.name(), 1, Integer::sum);
            if (!closed()) {
                progress.say("  " + server.name() + " does not come back: " + e.getMessage());
            }
        }
    }

    private void boundLogs() {
        try (Stream<Path> files = Files.list(logs)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".log")).toList()) {
                bound(file, LOG_LIMIT);
            }
        } catch (IOException e) {
            progress.say("  the logs cannot be bounded: " + e.getMessage());
        }
    }

    /** The writer goes on with the same file, from its new end: it was opened for appending. */
    static void bound(Path log, long limit) {
        try {
            if (Files.size(log) > limit) {
                Path old = log.resolveSibling(log.getFileName() + ".old");
                Files.copy(log, old, StandardCopyOption.REPLACE_EXISTING);
                try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
                    channel.truncate(0);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
