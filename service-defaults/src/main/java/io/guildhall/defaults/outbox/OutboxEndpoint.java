package io.guildhall.defaults.outbox;

import java.util.List;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** {@code /actuator/outbox}: what waits and what was refused; POST replays a key, DELETE discards a refused event. */
@Endpoint(id = "outbox")
final class OutboxEndpoint {
    private static final int LISTED = 200;

    private final OutboxMonitor monitor;
    private final HeldEvents held;

    OutboxEndpoint(OutboxMonitor monitor, HeldEvents held) {
        this.monitor = monitor;
        this.held = held;
    }

    @ReadOperation
    Report report() {
        OutboxMonitor.Snapshot now = monitor.look();
        return new Report(
                now.backlog(), now.oldest().toSeconds(), now.held(), held.refused(LISTED));
    }

    @WriteOperation
    Replayed replay(String topic, String key) {
        return new Replayed(held.replay(topic, key));
    }

    @DeleteOperation
    Discarded discard(@Selector long id) {
        return new Discarded(held.discard(id));
    }

    record Report(int backlog, long oldestSeconds, int held, List<HeldEvent> refused) {}

    record Replayed(int events) {}

    record Discarded(boolean discarded) {}
}
