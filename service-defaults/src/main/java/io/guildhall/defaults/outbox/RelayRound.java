package io.guildhall.defaults.outbox;

import io.guildhall.defaults.outbox.EventSink.Transmission;
import io.guildhall.defaults.outbox.OutboxRow.EventKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One transaction of the relay: take the shard, read its oldest events, send them all, wait, delete what is
 * durable, commit. A crash anywhere before the commit gives the shard back with its events still in it, so that
 * they are sent again: at least once, never not at all.
 */
final class RelayRound {
    /**
     * Up to this size, an event is not awaited before the next one of its key is sent: no topic refuses so small
     * a record. The broker may refuse a larger one when the next would already be on its way past it.
     */
    static final int SURELY_ACCEPTED = 16 * 1024;

    private final TransactionTemplate transaction;
    private final OutboxTable table;
    private final EventSink sink;
    private final OutboxMeters meters;
    private final int batchSize;
    private final Duration patience;

    RelayRound(
            TransactionTemplate transaction,
            OutboxTable table,
            EventSink sink,
            OutboxMeters meters,
            OutboxProperties properties) {
        this.transaction = transaction;
        this.table = table;
        this.sink = sink;
        this.meters = meters;
        this.batchSize = properties.batchSize();
        this.patience = properties.await();
    }

    Result run(int shard) {
        return Objects.requireNonNull(transaction.execute(status -> relay(shard)));
    }

    private Result relay(int shard) {
        OptionalInt held = table.lease(shard);
        if (held.isEmpty()) {
            return Result.busy();
        }
        List<OutboxRow> rows = table.oldest(shard, batchSize);
        if (rows.isEmpty()) {
            return Result.drained();
        }
        Set<EventKey> stopped = held.getAsInt() == 0 ? new HashSet<>() : table.heldKeys(shard);
        Flight flight = new Flight(sink.begin(), stopped);
        rows.forEach(flight::take);
        flight.land();
        record(shard, flight);
        if (flight.failure != null) {
            return Result.failed(flight.failure);
        }
        return rows.size() == batchSize ? Result.more() : Result.drained();
    }

    private void record(int shard, Flight flight) {
        table.delete(flight.durable.stream().map(OutboxRow::id).toList());
        flight.refused.forEach((row, reason) -> table.hold(shard, row.id(), reason));
        flight.behind.forEach(row -> table.hold(shard, row.id(), null));
        meters.relayed(flight.durable);
        flight.refused.forEach(meters::refused);
    }

    /** How a round ended. */
    record Result(Outcome outcome, @Nullable Throwable failure) {
        static Result busy() {
            return new Result(Outcome.BUSY, null);
        }

        static Result drained() {
            return new Result(Outcome.DRAINED, null);
        }

        static Result more() {
            return new Result(Outcome.MORE, null);
        }

        static Result failed(Throwable failure) {
            return new Result(Outcome.FAILED, failure);
        }
    }

    enum Outcome {
        /** Another replica has the shard. */
        BUSY,
        DRAINED,
        MORE,
        /** Kafka or the database is in trouble; what it did not take is still there. */
        FAILED
    }

    /** The events of one round on their way. */
    private final class Flight {
        private final Transmission transmission;
        private final Set<EventKey> stopped;
        private final Map<OutboxRow, CompletableFuture<Void>> sent = new LinkedHashMap<>();
        private final Map<EventKey, CompletableFuture<Void>> uncertain = new HashMap<>();
        private final long deadline = System.nanoTime() + patience.toNanos();

        private final List<OutboxRow> durable = new ArrayList<>();
        private final Map<OutboxRow, String> refused = new LinkedHashMap<>();
        private final List<OutboxRow> behind = new ArrayList<>();
        private @Nullable Throwable failure;

        Flight(Transmission transmission, Set<EventKey> stopped) {
            this.transmission = transmission;
            this.stopped = stopped;
        }

        void take(OutboxRow row) {
            EventKey key = row.eventKey();
            CompletableFuture<Void> before = uncertain.remove(key);
            if (before != null && verdict(before) instanceof RefusedEventException) {
                stopped.add(key);
            }
            if (failure != null) {
                return;
            }
            if (stopped.contains(key)) {
                behind.add(row);
                return;
            }
            CompletableFuture<Void> sending = transmission.send(row);
            sent.put(row, sending);
            if (sending.isCompletedExceptionally() || row.payload().size() > SURELY_ACCEPTED) {
                uncertain.put(key, sending);
            }
        }

        void land() {
            sent.forEach(
                    (row, sending) -> {
                        Throwable verdict = verdict(sending);
                        if (verdict == null) {
                            durable.add(row);
                        } else if (verdict instanceof RefusedEventException refusal) {
                            refused.put(row, refusal.reason());
                        }
                    });
        }

        /** Waits for one send: null when it is durable. */
        private @Nullable Throwable verdict(CompletableFuture<Void> sending) {
            Throwable verdict = await(sending);
            if (verdict != null && !(verdict instanceof RefusedEventException) && failure == null) {
                failure = verdict;
                transmission.abandon();
            }
            return verdict;
        }

        private @Nullable Throwable await(CompletableFuture<Void> sending) {
            try {
                sending.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
                return null;
            } catch (ExecutionException failed) {
                return failed.getCause() == null ? failed : failed.getCause();
            } catch (TimeoutException late) {
                transmission.abandon();
                return settled(sending, late);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return interrupted;
            }
        }

        private @Nullable Throwable settled(CompletableFuture<Void> sending, Throwable late) {
            if (!sending.isDone()) {
                return late;
            }
            try {
                sending.join();
                return null;
            } catch (CompletionException failed) {
                return failed.getCause() == null ? failed : failed.getCause();
            }
        }
    }
}
