package io.guildhall.localstack.demo;

import io.guildhall.localstack.state.JsonFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;

/** How far each demo task has come, kept in a file beside the data after every step. */
final class DemoProgress {
    /**
     * One task.
     *
     * @param id its number; empty before it is written down
     * @param steps how many were done at most: the chain may have lost some of them since
     */
    record Made(String id, int steps) {
        static final Made NOTHING = new Made("", 0);
    }

    /** Stands for all of them together. */
    private static final String ALL = "";

    private final JsonFile<Map<String, Made>> file;
    private final Map<String, Made> made;

    DemoProgress(Path file) {
        this.file = new JsonFile<>(file, new TypeReference<>() {});
        this.made = new TreeMap<>(this.file.read().orElseGet(Map::of));
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
        file.write(made);
    }
}
