package io.guildhall.localstack.launcher;

import io.guildhall.localstack.infrastructure.AotCache;
import io.guildhall.localstack.infrastructure.NativeCache;
import io.guildhall.localstack.infrastructure.StartFailedException;
import io.guildhall.localstack.process.ChildProcess;
import io.guildhall.localstack.process.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * A service's jar, unpacked and with a JVM cache of its classes: it starts with a fifth of the work. The folder's name holds
 * the hash of the jar, because a cache that does not fit is ignored without a word.
 */
final class ServiceImage {
    private static final String CACHE = "classes.aot";
    private static final String JAR = "service.jar";
    private static final int INITIAL_HEAP = 32;
    private static final int KEPT_IMAGES = 2;
    private static final Duration TRAINING = Duration.ofMinutes(10);

    private final ServicePlan plan;
    private final Path jar;
    private final NativeCache images;
    private final String folder;
    private final Path root;

    ServiceImage(ServicePlan plan, Path repository, Path root) {
        this.plan = plan;
        this.root = root;
        this.jar = jar(repository.resolve(plan.name()).resolve("target"), plan.name());
        this.images = new NativeCache(root);
        this.folder = plan.name() + "-" + fingerprint(jar);
    }

    boolean prepared() {
        return Files.isDirectory(root.resolve(folder));
    }

    /** Unpacks and trains, when this jar has not been before. The training needs what the service needs. */
    void prepare(Map<String, String> environment, Path log) {
        images.folder(
                folder,
                target -> {
                    run(unpack(target, log), log, "cannot be unpacked");
                    Files.move(target.resolve(jar.getFileName()), target.resolve(JAR));
                    run(training(target, environment, log), log, "cannot be trained");
                });
        forgetOlder();
    }

    /** What starts the service. */
    Command command(Map<String, String> environment, Path log) {
        Path image = root.resolve(folder);
        List<String> line = new ArrayList<>(options());
        line.add("-XX:AOTCache=" + CACHE);
        line.addAll(AotCache.IN_PLACE);
        line.addAll(wanted());
        line.addAll(List.of("-jar", JAR));
        return new Command(line, image, environment, log);
    }

    /** Options from {@code $GUILDHALL_SERVICE_JVM_OPTIONS}: they come last, and of two the last counts. */
    private static List<String> wanted() {
        String options = System.getenv("GUILDHALL_SERVICE_JVM_OPTIONS");
        return options == null || options.isBlank()
                ? List.of()
                : List.of(options.strip().split("\\s+"));
    }

    private Command unpack(Path target, Path log) {
        return new Command(
                List.of(
                        java(),
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        target.toString()),
                target,
                log);
    }

    private Command training(Path target, Map<String, String> environment, Path log) {
        List<String> line = new ArrayList<>(options());
        line.add("-XX:AOTCacheOutput=" + CACHE);
        // It names every class that it leaves out, thousands of lines.
        line.add("-Xlog:aot=error");
        line.add("-Dspring.context.exit=onRefresh");
        // Relative, as in the run itself: the folder gets its name when it is complete.
        line.addAll(List.of("-jar", JAR));
        return new Command(line, target, environment, log);
    }

    /** The same in training and in running, or the cache does not fit. */
    private List<String> options() {
        return List.of(
                java(),
                "-Xmx" + plan.heapMegabytes() + "m",
                // Else it begins with all that it may have, and touches it before it first
                // collects.
                "-Xms" + INITIAL_HEAP + "m",
                "-XX:MinHeapFreeRatio=15",
                "-XX:MaxHeapFreeRatio=30",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow");
    }

    private void run(Command command, Path log, String failure) {
        ChildProcess process = ChildProcess.start(command);
        if (!process.endsWithin(TRAINING) || process.exitCode() != 0) {
            process.kill();
            throw new StartFailedException(plan.name(), failure, log);
        }
    }

    /** Keeps the last image but one: a system that still runs from it loads classes as it goes. */
    private void forgetOlder() {
        try (Stream<Path> entries = Files.list(root)) {
            List<Path> newestFirst =
                    entries.filter(
                                    path ->
                                            path.getFileName()
                                                    .toString()
                                                    .matches(plan.name() + "-[0-9a-f]{16}"))
                            .sorted(Comparator.comparing(ServiceImage::lastModified).reversed())
                            .toList();
            for (Path image :
                    newestFirst.subList(
                            Math.min(KEPT_IMAGES, newestFirst.size()), newestFirst.size())) {
                NativeCache.deleteRecursively(image);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileTime lastModified(Path path) {
        try {
            return Files.getLastModifiedTime(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path jar(Path target, String name) {
        try (Stream<Path> files = Files.exists(target) ? Files.list(target) : Stream.empty()) {
            return files.filter(
                            file -> file.getFileName().toString().matches(name + "-[0-9].*\\.jar"))
                    .filter(file -> !file.toString().matches(".*-(sources|tests|javadoc)\\.jar"))
                    .findFirst()
                    .orElseThrow(
                            () -> new IllegalStateException("no jar of " + name + " in " + target));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Of what the jar's own table says of each entry, its checksum above all: reading a hundred megabytes of each service
     * with the digest took seconds of every start.
     */
    static String fingerprint(Path jar) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(
                    System.getProperty("java.vm.version", "").getBytes(StandardCharsets.UTF_8));
            zip.stream()
                    .map(entry -> entry.getName() + ' ' + entry.getSize() + ' ' + entry.getCrc())
                    .forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
