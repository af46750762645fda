package io.guildhall.localstack.infrastructure;

import io.guildhall.localstack.process.Command;
import io.guildhall.localstack.process.Ports;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/**
 * The JVM's cache of loaded and linked classes (JEP 483): a JVM of this size starts in a quarter of the time. The JVM ignores
 * silently what does not match, so an entry's name holds all that it depends on.
 */
public final class AotCache {
    /**
     * Maps a cache where it was made for. By default the JVM moves it to a random address, and so writes to every page of it: it is
     * then all in memory, once for each process. On one machine of one person there is nobody to hide addresses from.
     */
    public static final List<String> IN_PLACE =
            List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0");

    private static final String FILE = "classes.aot";

    private final Path file;

    private AotCache(Path file) {
        this.file = file;
    }

    /** The cache for a class path; trained when there is none. */
    static AotCache of(
            NativeCache cache, String name, String classPath, Consumer<Training> training) {
        String entry = name + "-aot-" + fingerprint(classPath);
        Path folder = cache.folder(entry, target -> training.accept(new Training(target)));
        return new AotCache(folder.resolve(FILE));
    }

    List<String> options() {
        List<String> options = new ArrayList<>(IN_PLACE);
        options.add("-XX:AOTCache=" + file);
        return options;
    }

    private static String fingerprint(String classPath) {
        StringBuilder all = new StringBuilder(System.getProperty("java.vm.version", ""));
        for (String element : classPath.split(File.pathSeparator, -1)) {
            File jar = new File(element);
            all.append('\n')
                    .append(element)
                    .append(' ')
                    .append(jar.length())
                    .append(' ')
                    .append(jar.lastModified());
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(all.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One run of a server, to see which classes it loads. */
    static final class Training {
        private final Path target;
        private final Place place;

        private Training(Path target) {
            this.target = target;
            this.place =
                    new Place(
                            target.resolve("run"),
                            target.resolve("training.log"),
                            new Ports().any());
        }

        Place place() {
            return place;
        }

        List<String> options() {
            return List.of("-XX:AOTCacheOutput=" + target.resolve(FILE));
        }

        /** Runs it until it is ready, and ends it in order: that is when the JVM writes the cache. */
        void run(Command command, Probe probe) {
            NativeServer server =
                    new NativeServer(
                            "training",
                            place.port(),
                            () -> command,
                            probe,
                            Duration.ofSeconds(90),
                            Duration.ofSeconds(90));
            server.start();
            server.stop();
            if (!Files.exists(target.resolve(FILE))) {
                throw new StartFailedException("training", "left no cache of classes", place.log());
            }
        }
    }
}
