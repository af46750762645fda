package io.guildhall.chain.lease;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rounds of work, done by whichever replica holds the lease: at once when woken, and now and then in any case. A round
 * that fails is tried again after a pause that grows.
 */
public final class LeasedWork implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LeasedWork.class);
    private static final Duration ACQUIRE_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** One round; says whether there is more to do at once. */
    @FunctionalInterface
    public interface Round {
        boolean run();
    }

    private final String name;
    private final Leases leases;
    private final Duration interval;
    private final Round round;
    private final Semaphore signal = new Semaphore(0);
    private volatile @Nullable Thread thread;
    private volatile boolean ended;
    private volatile boolean leading;

    /**
     * Not begun yet.
     *
     * @param interval the longest time between two rounds
     */
    public LeasedWork(String name, Leases leases, Duration interval, Round round) {
        this.name = name;
        this.leases = leases;
        this.interval = interval;
        this.round = round;
    }

    /** Begins. */
    public void begin() {
        thread = Thread.ofVirtual().name(name).start(this::untilTheEnd);
    }

    /** There is something to do. */
    public void wake() {
        signal.release();
    }

    /** Whether this replica is the one. */
    public boolean leading() {
        return leading;
    }

    private void untilTheEnd() {
        while (!ended) {
            try {
                Optional<Leases.Lease> lease = leases.acquire(name);
                if (lease.isPresent()) {
                    lead(lease.get());
                }
            } catch (RuntimeException e) {
                log.warn("{} gets no lease: {}", name, e.toString());
            }
            pause(ACQUIRE_PAUSE);
        }
    }

    private void lead(Leases.Lease lease) {
        try (lease) {
            leading = true;
            Duration pause = Duration.ZERO;
            while (!ended && lease.held()) {
                try {
                    boolean more = round.run();
                    pause = Duration.ZERO;
                    if (!more) {
                        pause(interval);
                    }
                } catch (RuntimeException e) {
                    pause = longer(pause);
                    log.warn("{} fails, again in {} ms", name, pause.toMillis(), e);
                    sleep(pause);
                }
            }
        } finally {
            leading = false;
        }
    }

    private static Duration longer(Duration pause) {
        if (pause.isZero()) {
            return Duration.ofMillis(100);
        }
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    /** Until woken, but no longer than that. */
    private void pause(Duration longest) {
        try {
            if (signal.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                signal.drainPermits();
            }
        } catch (InterruptedException e) {
            ended = true;
        }
    }

    /** A failure is not hurried by who wakes. */
    private void sleep(Duration pause) {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            ended = true;
        }
    }

    /** Ends after the round that runs. */
    @Override
    public void close() {
        ended = true;
        wake();
        Thread running = thread;
        if (running != null) {
            try {
                if (!running.join(Duration.ofSeconds(5))) {
                    running.interrupt();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
