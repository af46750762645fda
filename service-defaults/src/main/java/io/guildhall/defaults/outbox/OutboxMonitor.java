package io.guildhall.defaults.outbox;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the backlog now and then, and raises the alarm when its oldest event is too old. */
final class OutboxMonitor {
    private static final Logger log = LoggerFactory.getLogger(OutboxMonitor.class);

    /**
     * What waited when it was last looked at.
     *
     * @param late whether the oldest is older than the alarm allows
     */
    record Snapshot(int backlog, Duration oldest, int held, boolean late) {}

    private final OutboxTable table;
    private final Duration alarm;
    private volatile Snapshot latest = new Snapshot(0, Duration.ZERO, 0, false);

    OutboxMonitor(OutboxTable table, Duration alarm) {
        this.table = table;
        this.alarm = alarm;
    }

    Snapshot latest() {
        return latest;
    }

    Snapshot look() {
        Duration oldest = table.oldestAge();
        Snapshot now =
                new Snapshot(
                        table.backlog(), oldest, table.heldCount(), oldest.compareTo(alarm) > 0);
        if (now.late() && !latest.late()) {
            log.error(
                    "{} events wait in the outbox, the oldest for {}; at most {} is normal",
                    now.backlog(),
                    oldest,
                    alarm);
        } else if (!now.late() && latest.late()) {
            log.info("the outbox has caught up");
        }
        latest = now;
        return now;
    }
}
