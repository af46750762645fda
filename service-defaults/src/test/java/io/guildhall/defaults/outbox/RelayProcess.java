package io.guildhall.defaults.outbox;

import io.guildhall.localstack.infrastructure.MySqlServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** A replica in a process of its own, so that it can be killed and frozen where it hurts. */
final class RelayProcess {
    /** Where it stands still, having said so by the marker file, until the file is gone. */
    enum Failpoint {
        NONE,
        /** The shard is taken and its events are read, and none is sent. */
        BEFORE_PUBLISH,
        /** Kafka has the events, and the database does not know it. */
        AFTER_PUBLISH
    }

    private RelayProcess() {}

    /** Takes url, account, password, bootstrap servers, failpoint and marker file. */
    public static void main(String[] arguments) throws InterruptedException {
        Failpoint failpoint = Failpoint.valueOf(arguments[4]);
        Path marker = Path.of(arguments[5]);
        Replica replica =
                new Replica(
                        new MySqlServer.Access(arguments[0], arguments[1], arguments[2]),
                        arguments[3],
                        Replica.QUICK,
                        kafka ->
                                switch (failpoint) {
                                    case NONE -> kafka;
                                    case BEFORE_PUBLISH -> new Standing(kafka, marker, false);
                                    case AFTER_PUBLISH -> new Standing(kafka, marker, true);
                                });
        Runtime.getRuntime().addShutdownHook(new Thread(replica::close));
        replica.relay.start();
        new CountDownLatch(1).await();
    }

    /** Stands still once. */
    private static final class Standing implements EventSink {
        private final EventSink kafka;
        private final Path marker;
        private final boolean published;
        private final AtomicBoolean stood = new AtomicBoolean();

        Standing(EventSink kafka, Path marker, boolean published) {
            this.kafka = kafka;
            this.marker = marker;
            this.published = published;
        }

        @Override
        public Transmission begin() {
            Transmission transmission = kafka.begin();
            List<CompletableFuture<Void>> sent = new ArrayList<>();
            return new Transmission() {
                @Override
                public CompletableFuture<Void> send(OutboxRow row) {
                    if (!published) {
                        stand();
                        return transmission.send(row);
                    }
                    CompletableFuture<Void> sending = transmission.send(row);
                    sent.add(sending);
                    return new CompletableFuture<>() {
                        @Override
                        public Void get(long time, TimeUnit unit)
                                throws InterruptedException, ExecutionException, TimeoutException {
                            CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
                            stand();
                            return sending.get(time, unit);
                        }
                    };
                }

                @Override
                public void abandon() {
                    transmission.abandon();
                }
            };
        }

        private void stand() {
            try {
                if (stood.compareAndSet(false, true)) {
                    Files.createFile(marker);
                }
                while (Files.exists(marker)) {
                    LockSupport.parkNanos(5_000_000);
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
