package io.guildhall.localstack.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** How far each demo task has come, kept in a file beside the data after every step. */
final class DemoProgress {
    /**
     * One task.
     *
     * @param id its number; empty before it is written down
     * @param steps how many are done
     */
    record Made(String id, int steps) {
        static final Made NOTHING = new Made("", 0);
    }

    /** Stands for all of them together. */
    private static final String ALL = "";

    private final Path file;
    private final Map<String, Made> made;

    DemoProgress(Path file) {
        this.file = file;
        this.made = read(file);
    }

    private static Map<String, Made> read(Path file) {
        if (!Files.exists(file)) {
            return new TreeMap<>();
        }
        try {
            return new TreeMap<>(
                    JsonMapper.shared()
                            .readValue(
                                    Files.readAllBytes(file),
                                    new TypeReference<Map<String, Made>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JacksonException e) {
            throw new IllegalStateException(file + " cannot be read: start with --fresh", e);
        }
    }

    /** Whether every task of the catalogue has come to its end, and the clocks have run out that had to. */
    synchronized boolean complete() {
        return made.containsKey(ALL);
    }

    synchronized void completeAll() {
        remember(ALL, Made.NOTHING);
    }

    synchronized Made of(String slug) {
        return made.getOrDefault(slug, Made.NOTHING);
    }

    synchronized void remember(String slug, Made now) {
        made.put(slug, now);
        try {
            Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
            Files.write(
                    unfinished,
                    JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(made));
            Files.move(
                    unfinished,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
