package io.guildhall.defaults.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The outbox's figures: guildhall.outbox.{relayed,refused,failures,delay,backlog,backlog.age,held}. */
final class OutboxMeters {
    private static final Logger log = LoggerFactory.getLogger(OutboxMeters.class);

    private final Clock clock;
    private final MeterRegistry registry;
    private final Counter relayed;
    private final Counter refused;
    private final Counter failures;
    private final Timer delay;

    OutboxMeters(MeterRegistry registry, Clock clock) {
        this.clock = clock;
        this.registry = registry;
        this.relayed =
                Counter.builder("guildhall.outbox.relayed")
                        .description("Events that Kafka has")
                        .register(registry);
        this.refused =
                Counter.builder("guildhall.outbox.refused")
                        .description("Events that Kafka refused for good; each stops its key")
                        .register(registry);
        this.failures =
                Counter.builder("guildhall.outbox.failures")
                        .description("Rounds that Kafka or the database failed")
                        .register(registry);
        this.delay =
                Timer.builder("guildhall.outbox.delay")
                        .description("From the event's insert until Kafka has it")
                        .register(registry);
    }

    void watch(Supplier<OutboxMonitor.Snapshot> latest) {
        Gauge.builder("guildhall.outbox.backlog", () -> latest.get().backlog())
                .description("Events that wait, counted to 100,000")
                .register(registry);
        Gauge.builder("guildhall.outbox.backlog.age", () -> latest.get().oldest().toMillis() / 1e3)
                .description("Age of the oldest event that waits")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("guildhall.outbox.held", () -> latest.get().held())
                .description("Events set aside: refused ones, and those behind them")
                .register(registry);
    }

    void relayed(Collection<OutboxRow> rows) {
        relayed.increment(rows.size());
        Instant now = clock.instant();
        for (OutboxRow row : rows) {
            Duration waited = Duration.between(row.createdAt(), now);
            delay.record(waited.isNegative() ? Duration.ZERO : waited);
        }
    }

    void refused(OutboxRow row, String reason) {
        refused.increment();
        log.error(
                "Kafka refused event {} ({}) of key {} on {}, and its key waits until it is replayed or"
                        + " discarded: {}",
                row.id(),
                row.type(),
                row.key(),
                row.topic(),
                reason);
    }

    void failed() {
        failures.increment();
    }
}
