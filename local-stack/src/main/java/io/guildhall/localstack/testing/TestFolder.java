package io.guildhall.localstack.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * {@code target/infrastructure} of the module under test: the logs stay for a person to read, the data goes with the JVM. What a
 * killed JVM left is removed by the next one.
 */
record TestFolder(Path logs, Path data) {
    private static final String DATA = "data-";

    static TestFolder create() {
        return create(Path.of("target", "infrastructure"), ProcessHandle.current().pid());
    }

    static TestFolder create(Path root, long pid) {
        try {
            Files.createDirectories(root);
            try (Stream<Path> entries = Files.list(root)) {
                entries.filter(TestFolder::isLeftBehind).forEach(TestFolder::deleteRecursively);
            }
            return new TestFolder(
                    root.resolve("logs-" + pid).toAbsolutePath(),
                    root.resolve(DATA + pid).toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void deleteData() {
        deleteRecursively(data);
    }

    private static boolean isLeftBehind(Path entry) {
        String name = entry.getFileName().toString();
        if (!name.matches("(data|logs)-\\d+")) {
            return false;
        }
        long pid = Long.parseLong(name.substring(DATA.length()));
        return ProcessHandle.of(pid).isEmpty();
    }

    private static void deleteRecursively(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }
}
