package io.guildhall.localstack.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The folder that a run owns: data, logs, secrets. One run at a time holds its lock, and the system lets go of it with the
 * process, however that ends.
 */
record StateFolder(Path path) {
    /** Held as long as it is not closed. */
    record Lock(FileChannel channel, FileLock lock) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** The lock, or empty while another run holds it. */
    Optional<Lock> lock() {
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(
                            path.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new Lock(channel, lock));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the state folder " + path, e);
        }
    }

    Path runFile() {
        return path.resolve("run.json");
    }

    Path data() {
        return path.resolve("data");
    }

    Path logs() {
        return path.resolve("logs");
    }

    Path log(String name) {
        return logs().resolve(name + ".log");
    }

    Path secrets() {
        return path.resolve("data/secrets.properties");
    }

    Path demo() {
        return path.resolve("data/demo.json");
    }

    Path deployment() {
        return path.resolve("data/deployment.json");
    }

    Path taskFiles() {
        return path.resolve("data/task-files");
    }

    Path bootstrapToken() {
        return path.resolve("data/bootstrap-token");
    }
}
