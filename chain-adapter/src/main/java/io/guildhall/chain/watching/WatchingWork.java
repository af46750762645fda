package io.guildhall.chain.watching;

import io.guildhall.chain.lease.LeasedWork;
import io.guildhall.chain.lease.Leases;
import io.guildhall.chain.node.HeadAnnounced;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Lets the chain be followed, on one replica at a time. */
@Component
class WatchingWork {
    private final LeasedWork work;

    WatchingWork(
            Follower follower, Leases leases, WatchingProperties properties, MeterRegistry meters) {
        this.work = new LeasedWork("watching", leases, properties.pollInterval(), follower::round);
        Gauge.builder("guildhall.chain.head", follower, Follower::headNumber)
                .description("newest block of the chain")
                .register(meters);
        Gauge.builder(
                        "guildhall.chain.lag",
                        follower,
                        f -> Math.max(0, f.headNumber() - f.cursorNumber()))
                .description("blocks between the newest and the last that was told")
                .register(meters);
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        work.begin();
    }

    @EventListener(HeadAnnounced.class)
    void wake() {
        work.wake();
    }

    @PreDestroy
    void end() {
        work.close();
    }
}
