package io.guildhall.defaults.outbox;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** DOWN while events are late. Not part of readiness: requests can be served, their events are safe. */
final class OutboxHealthIndicator extends AbstractHealthIndicator {
    private final OutboxMonitor monitor;

    OutboxHealthIndicator(OutboxMonitor monitor) {
        super("the outbox cannot be read");
        this.monitor = monitor;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        OutboxMonitor.Snapshot now = monitor.look();
        builder.status(now.late() ? "DOWN" : "UP")
                .withDetail("backlog", now.backlog())
                .withDetail("oldestSeconds", now.oldest().toSeconds())
                .withDetail("held", now.held());
    }
}
