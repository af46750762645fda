package io.guildhall.defaults.outbox;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Moves committed events to Kafka. Commits of this replica wake it at once; a slow poll finds what other replicas
 * left behind. Stopping lets the rounds that run come to their end and sends what was committed before, as far as
 * the time allows; the rest stays in the table for the next start or another replica.
 */
final class OutboxRelay implements SmartLifecycle {
    /** Stops after the web server has finished its requests and the listeners their records. */
    static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4096;

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(5);
    private static final Duration DRAIN = Duration.ofSeconds(3);

    private final RelayRound round;
    private final OutboxTable table;
    private final OutboxMonitor monitor;
    private final OutboxMeters meters;
    private final OutboxProperties properties;
    private volatile @Nullable Running running;

    OutboxRelay(
            RelayRound round,
            OutboxTable table,
            OutboxMonitor monitor,
            OutboxMeters meters,
            OutboxProperties properties) {
        this.round = round;
        this.table = table;
        this.monitor = monitor;
        this.meters = meters;
        this.properties = properties;
    }

    /** Says that a shard has a new event. Never blocks, and does nothing before the start and after the stop. */
    void wake(int shard) {
        Running now = running;
        if (now != null) {
            now.workers.get(shard).wake();
        }
    }

    @Override
    public void start() {
        if (properties.relay() && running == null) {
            running = new Running();
        }
    }

    @Override
    public void stop() {
        Running now = running;
        if (now != null) {
            running = null;
            now.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private final class Running {
        private final ScheduledExecutorService scheduler =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("outbox-poll").factory());
        private final ExecutorService rounds =
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("outbox-", 0).factory());
        private final List<ShardWorker> workers;
        private volatile long stopAt = Long.MAX_VALUE;

        Running() {
            workers =
                    IntStream.range(0, Shards.COUNT)
                            .mapToObj(
                                    shard ->
                                            new ShardWorker(
                                                    shard,
                                                    round::run,
                                                    rounds,
                                                    scheduler,
                                                    properties.retryPause(),
                                                    this::mayContinue,
                                                    meters))
                            .toList();
            every(properties.pollInterval(), this::poll);
            every(
                    LOOK_INTERVAL.compareTo(properties.backlogAlarm()) < 0
                            ? LOOK_INTERVAL
                            : properties.backlogAlarm(),
                    monitor::look);
        }

        private void every(Duration interval, Runnable work) {
            var _ =
                    scheduler.scheduleWithFixedDelay(
                            () -> guarded(work), 0, interval.toNanos(), TimeUnit.NANOSECONDS);
        }

        private void poll() {
            table.shardsWithEvents().forEach(shard -> workers.get(shard).wake());
        }

        /** A scheduled task that throws once is never run again. */
        private void guarded(Runnable work) {
            try {
                work.run();
            } catch (RuntimeException failure) {
                log.debug("the outbox cannot be read now", failure);
            }
        }

        private boolean mayContinue() {
            return System.nanoTime() < stopAt;
        }

        private void stop() {
            stopAt = System.nanoTime() + DRAIN.toNanos();
            scheduler.shutdownNow();
            rounds.shutdown();
            try {
                if (!rounds.awaitTermination(
                        properties.await().plus(DRAIN).toNanos(), TimeUnit.NANOSECONDS)) {
                    log.warn("an outbox round did not end; its events will be sent again");
                    rounds.shutdownNow();
                }
            } catch (InterruptedException interrupted) {
                rounds.shutdownNow();
                Thread.currentThread().interrupt();
            }
        }
    }
}
