package io.guildhall.defaults.persistence;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Deletes the old rows of every {@link ExpiringTable}, a bounded number per statement, so that no lock is held for
 * long. Every replica may do it at any time: each deletes from the old end of the index, and finds less to do.
 */
final class Housekeeper implements SmartLifecycle {
    static final int CHUNK = 1000;

    private static final Logger log = LoggerFactory.getLogger(Housekeeper.class);
    private static final int MOST_CHUNKS = 500;
    private static final Duration INTERVAL = Duration.ofMinutes(30);

    private final JdbcClient jdbc;
    private final List<ExpiringTable> tables;
    private @Nullable ScheduledExecutorService scheduler;

    Housekeeper(JdbcClient jdbc, List<ExpiringTable> tables) {
        this.jdbc = jdbc;
        this.tables = tables;
    }

    @Override
    public synchronized void start() {
        if (scheduler != null || tables.isEmpty()) {
            return;
        }
        scheduler =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("housekeeper").factory());
        // Replicas that start together do not all come at once.
        long first = ThreadLocalRandom.current().nextLong(60, INTERVAL.toSeconds());
        var _ =
                scheduler.scheduleWithFixedDelay(
                        this::tidy, first, INTERVAL.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public synchronized void stop() {
        if (scheduler != null) {
            scheduler.shutdownNow();
            scheduler = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return scheduler != null;
    }

    void tidy() {
        for (ExpiringTable table : tables) {
            try {
                int gone = deleteExpired(table);
                if (gone > 0) {
                    log.info("deleted {} old rows of {}", gone, table.table());
                }
            } catch (RuntimeException failure) {
                // Of any kind: the scheduler never runs again what has thrown once.
                log.warn("old rows of {} stay until the next time", table.table(), failure);
            }
        }
    }

    /** Deletes at most 500,000 rows; the rest is left for the next time. */
    int deleteExpired(ExpiringTable table) {
        int gone = 0;
        for (int chunk = 0; chunk < MOST_CHUNKS; chunk++) {
            int deleted = deleteChunk(table);
            gone += deleted;
            if (deleted < CHUNK) {
                break;
            }
        }
        return gone;
    }

    private int deleteChunk(ExpiringTable table) {
        return jdbc.sql(
                        """
                        DELETE FROM %1$s WHERE %2$s < CURRENT_TIMESTAMP(6) - INTERVAL ? SECOND
                        ORDER BY %2$s LIMIT ?"""
                                .formatted(table.table(), table.column()))
                .param(table.retention().toSeconds())
                .param(CHUNK)
                .update();
    }
}
