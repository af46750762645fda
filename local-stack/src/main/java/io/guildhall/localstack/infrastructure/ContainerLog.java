package io.guildhall.localstack.infrastructure;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/**
 * Brings what a container writes into a file. The engine keeps the output of every start, so the file is written anew at each:
 * it has every line once.
 */
final class ContainerLog {
    private static final Duration LAST_LINES = Duration.ofSeconds(5);

    private final Path file;
    private @Nullable Copy copy;

    ContainerLog(Path file) {
        this.file = file;
    }

    /** Copies from now on, from the first line, until the container ends. */
    void follow(String container) {
        finish();
        Copy next = new Copy(open());
        copy = next;
        DockerClientFactory.lazyClient()
                .logContainerCmd(container)
                .withStdOut(true)
                .withStdErr(true)
                .withFollowStream(true)
                .exec(next);
    }

    /** Waits for the last lines of a container that has ended. */
    void finish() {
        if (copy == null) {
            return;
        }
        try (Copy last = copy) {
            last.awaitCompletion(LAST_LINES.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        copy = null;
    }

    private OutputStream open() {
        try {
            Path folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            return Files.newOutputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Copy extends ResultCallback.Adapter<Frame> {
        private final OutputStream out;

        Copy(OutputStream out) {
            this.out = out;
        }

        @Override
        public void onNext(Frame frame) {
            try {
                out.write(frame.getPayload());
            } catch (IOException e) {
                onError(e);
            }
        }

        @Override
        public void close() throws IOException {
            try (out) {
                super.close();
            }
        }
    }
}
