package io.guildhall.localstack.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

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
    private static final JsonMapper JSON = JsonMapper.shared();

    /** One process. */
    record RunningServer(String name, int port, long pid) {}

    void writeTo(Path file) {
        try {
            Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
            Files.write(unfinished, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
            Files.move(
                    unfinished,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Optional<RunFile> read(Path file) {
        try {
            return Files.exists(file)
                    ? Optional.of(JSON.readValue(Files.readAllBytes(file), RunFile.class))
                    : Optional.empty();
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }
}
