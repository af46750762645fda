package io.guildhall.task.evidence.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.task.evidence.FileProperties;
import io.guildhall.task.evidence.FileProperties.Storage;
import io.guildhall.task.evidence.FileStore;
import io.guildhall.task.testing.ObjectServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BucketFileStoreIT extends FileStoreContract {
    /** A server that has just started takes its time. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final Duration SHORT = Duration.ofSeconds(2);

    private final ObjectServer server = ObjectServer.get();
    private final BucketFileStore store = store(server.bucket(PATIENCE));

    @AfterEach
    void close() {
        store.close();
    }

    private static BucketFileStore store(FileProperties.Bucket bucket) {
        return new BucketFileStore(new FileProperties(Storage.S3, null, bucket, 1, 1, 1));
    }

    @Override
    FileStore store() {
        return store;
    }

    @Override
    void takeAway() {
        server.takeAway();
    }

    @Override
    void bringBack() {
        server.bringBack();
    }

    /** With more bytes than sockets take in by themselves: writing stands still, not only reading. */
    @Test
    void frozenStoreIsWaitedForInBoundsOnly() {
        byte[] bytes = new byte[20_000_000];
        BucketFileStore impatient = store(server.bucket(SHORT));
        server.freeze();
        try {
            long start = System.nanoTime();
            assertUnavailable(() -> impatient.put("553648127364851208", bytes));
            assertUnavailable(() -> impatient.get("553648127364851208"));

            // Twice the time, and some for a busy machine.
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(SHORT.multipliedBy(2).plusSeconds(4));
        } finally {
            server.thaw();
            impatient.close();
        }
    }

    @Test
    void bucketThatIsNotThereIsNoMissingFile() {
        BucketFileStore misled = store(server.bucket("nowhere", PATIENCE));

        assertUnavailable(() -> misled.get("553648127364851209"));
        assertUnavailable(() -> misled.put("553648127364851209", new byte[1]));
        misled.close();
    }
}
