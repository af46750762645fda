package io.guildhall.defaults.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** Time that passes when the test says so, for all threads. */
public final class MovingClock extends Clock {
    private final AtomicReference<Instant> now;

    public MovingClock() {
        this(Instant.now());
    }

    public MovingClock(Instant start) {
        this.now = new AtomicReference<>(start);
    }

    public void move(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
