package io.guildhall.localstack.launcher;

import io.guildhall.localstack.state.JsonFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;

/**
 * What a run tells others about itself, in {@code run.json}. Whether it is still true, only {@link StateFolder#lock()} says: a
 * killed run leaves its file behind.
 */
record RunFile(
        long pid,
        boolean ready,
        String url,
        String mailUrl,
        String logs,
        List<RunningServer> servers) {
    /** One process. */
    record RunningServer(String name, int port, long pid) {}

    void writeTo(Path file) {
        json(file).write(this);
    }

    static Optional<RunFile> read(Path file) {
        try {
            return json(file).read();
        } catch (UncheckedIOException | IllegalStateException _) {
            return Optional.empty();
        }
    }

    private static JsonFile<RunFile> json(Path file) {
        return new JsonFile<>(file, new TypeReference<>() {});
    }
}
