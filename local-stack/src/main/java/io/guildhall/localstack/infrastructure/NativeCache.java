package io.guildhall.localstack.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/**
 * The user's folder of what takes long to prepare: unpacked binaries, an initialised database, JVM caches. An entry appears
 * whole or not at all, and is made once, whoever asks at the same time.
 */
public final class NativeCache {
    /** Locks of files hold between processes only; this one holds between threads. */
    private static final ConcurrentMap<Path, Object> MONITORS = new ConcurrentHashMap<>();

    private final Path root;

    /** In a folder of the caller's choice. */
    public NativeCache(Path root) {
        this.root = root.toAbsolutePath();
    }

    /** {@code $GUILDHALL_CACHE}, or {@code guildhall} in the user's cache folder. */
    static NativeCache ofUser() {
        String chosen = System.getenv("GUILDHALL_CACHE");
        if (chosen != null && !chosen.isBlank()) {
            return new NativeCache(Path.of(chosen));
        }
        String caches = System.getenv("XDG_CACHE_HOME");
        Path folder =
                caches == null || caches.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".cache")
                        : Path.of(caches);
        return new NativeCache(folder.resolve("guildhall"));
    }

    /** Fills an entry that is missing. */
    @FunctionalInterface
    public interface Preparation {
        /** Fills the folder, which is there and empty. */
        void fill(Path target) throws IOException;
    }

    /** The entry of that name; prepared into a folder of its own when there is none. */
    public Path folder(String name, Preparation preparation) {
        Path entry = root.resolve(name);
        if (Files.isDirectory(entry)) {
            return entry;
        }
        synchronized (MONITORS.computeIfAbsent(entry, key -> new Object())) {
            try {
                Files.createDirectories(root);
                try (FileChannel channel =
                                FileChannel.open(
                                        root.resolve(name + ".lock"),
                                        StandardOpenOption.CREATE,
                                        StandardOpenOption.WRITE);
                        FileLock lock = channel.lock()) {
                    if (lock.isValid() && !Files.isDirectory(entry)) {
                        prepare(entry, preparation);
                    }
                }
                return entry;
            } catch (IOException e) {
                throw new UncheckedIOException("cannot prepare " + entry, e);
            }
        }
    }

    private static void prepare(Path entry, Preparation preparation) throws IOException {
        Path unfinished = entry.resolveSibling(entry.getFileName() + ".unfinished");
        deleteRecursively(unfinished);
        Files.createDirectories(unfinished);
        preparation.fill(unfinished);
        Files.move(unfinished, entry, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Removes a folder with all that is in it, if it is there. */
    public static void deleteRecursively(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
