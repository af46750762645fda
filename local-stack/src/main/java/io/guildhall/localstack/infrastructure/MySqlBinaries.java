package io.guildhall.localstack.infrastructure;

import io.guildhall.localstack.process.ChildProcess;
import io.guildhall.localstack.process.Command;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** MySQL's server, unpacked from its zip as far as it runs, with a data directory to copy. */
final class MySqlBinaries {
    private static final List<String> WHAT_RUNS =
            List.of("bin/mysqld", "share/english/errmsg.sys", "share/charsets/", "lib/private/");

    /** Raised when the options of {@link #initialise} change: an old data directory is not used any more. */
    private static final int LAYOUT = 1;

    private final Path zip;
    private final NativeCache cache;

    MySqlBinaries(Path zip, NativeCache cache) {
        this.zip = zip;
        this.cache = cache;
    }

    /** The folder that holds {@code bin/mysqld}. */
    Path home() {
        return cache.folder(version(), this::unpack);
    }

    /** The command that starts the server, without the options of one data directory. */
    List<String> server() {
        List<String> line = new ArrayList<>();
        line.add(home().resolve("bin/mysqld").toString());
        line.add("--no-defaults");
        line.add("--basedir=" + home());
        if (System.getProperty("user.name").equals("root")) {
            line.add("--user=root");
        }
        return line;
    }

    /** Puts a fresh data directory where there is none. Most of it is holes in files: a copy takes no time and little space. */
    void provide(Path dataDirectory) {
        if (Files.isDirectory(dataDirectory.resolve("mysql"))) {
            return;
        }
        Path template = cache.folder(version() + "-data-" + LAYOUT, this::initialise);
        try {
            Path unfinished =
                    dataDirectory.resolveSibling(dataDirectory.getFileName() + ".unfinished");
            NativeCache.deleteRecursively(unfinished);
            Files.createDirectories(unfinished);
            Process copy =
                    new ProcessBuilder(
                                    "cp",
                                    "--archive",
                                    "--sparse=always",
                                    template.resolve("data") + "/.",
                                    unfinished.toString())
                            .inheritIO()
                            .start();
            if (copy.waitFor() != 0) {
                throw new IllegalStateException("cannot copy " + template + " to " + dataDirectory);
            }
            Files.move(unfinished, dataDirectory, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String version() {
        return zip.getFileName().toString().replace(".zip", "");
    }

    private void unpack(Path target) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            Enumeration<? extends ZipEntry> entries = file.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (!entry.isDirectory() && runs(entry.getName())) {
                    Path destination = target.resolve(entry.getName()).normalize();
                    Files.createDirectories(destination.getParent());
                    try (InputStream in = file.getInputStream(entry)) {
                        Files.copy(in, destination);
                    }
                }
            }
        }
        if (!target.resolve("bin/mysqld").toFile().setExecutable(true)) {
            throw new IOException("cannot make mysqld executable in " + target);
        }
    }

    private static boolean runs(String name) {
        return WHAT_RUNS.stream()
                .anyMatch(part -> part.endsWith("/") ? name.startsWith(part) : name.equals(part));
    }

    private void initialise(Path target) {
        List<String> line = server();
        line.add("--initialize-insecure");
        line.add("--datadir=" + target.resolve("data"));
        line.add("--innodb-redo-log-capacity=" + MySqlServer.REDO_LOG);
        Path log = target.resolve("initialise.log");
        ChildProcess run = ChildProcess.start(new Command(line, target, log));
        if (!run.endsWithin(Duration.ofMinutes(2)) || run.exitCode() != 0) {
            run.kill();
            throw new StartFailedException(
                    "mysql", "cannot be initialised (is libaio installed?)", log);
        }
    }
}
