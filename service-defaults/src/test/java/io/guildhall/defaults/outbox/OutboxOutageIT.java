package io.guildhall.defaults.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guildhall.localstack.testing.SharedServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxOutageIT {
    private static final int AGGREGATES = 8;

    @TempDir Path folder;

    @AfterEach
    void bringServersBack() {
        SharedServers.get().mysql().start();
        var kafka = SharedServers.get().kafka();
        kafka.resume();
        kafka.start();
    }

    @Test
    void eventsOutliveADeadBrokerAndTheAlarmRingsMeanwhile() throws Exception {
        try (OutboxStage stage = new OutboxStage(folder)) {
            Replica replica = stage.quickReplica();
            stage.createAggregates(replica, AGGREGATES);
            replica.relay.start();
            OutboxRelayIT.changeAll(stage, List.of(replica), AGGREGATES, 5);
            stage.awaitEffects(AGGREGATES, 5);
            assertThat(replica.monitor.look().late()).isFalse();

            stage.kafka.kill();
            OutboxRelayIT.changeAll(stage, List.of(replica), AGGREGATES, 5);
            await().atMost(Duration.ofSeconds(10)).until(() -> replica.monitor.look().late());
            OutboxRelayIT.changeAll(stage, List.of(replica), AGGREGATES, 5);
            assertThat(replica.monitor.look().backlog()).isEqualTo(AGGREGATES * 10);
            assertThat(replica.held.refused(10)).isEmpty();
            stage.kafka.start();

            stage.awaitEffects(AGGREGATES, 15);
            await().until(() -> !replica.monitor.look().late());
        }
    }

    @Test
    void eventsOutliveADatabaseThatDiesUnderTheRelay() throws Exception {
        try (OutboxStage stage = new OutboxStage(folder)) {
            Replica replica = stage.quickReplica();
            stage.createAggregates(replica, AGGREGATES);
            OutboxRelayIT.changeAll(stage, List.of(replica), AGGREGATES, 20);
            replica.relay.start();
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> !stage.subscriber.arrivals().isEmpty());

            SharedServers.get().mysql().kill();
            // A round that is about to begin waits 30 s for a connection.
            await().atMost(Duration.ofSeconds(50)).until(() -> failures(replica) > 0);
            SharedServers.get().mysql().start();
            OutboxRelayIT.changeAll(stage, List.of(replica), AGGREGATES, 5);

            stage.awaitEffects(AGGREGATES, 25);
        }
    }

    @Test
    void eventsKeepTheirOrderWhenABrokerFreezesUnderLoad() throws Exception {
        try (OutboxStage stage = new OutboxStage(folder)) {
            Replica one = stage.quickReplica();
            Replica two = stage.quickReplica();
            stage.createAggregates(one, AGGREGATES);
            one.relay.start();
            two.relay.start();
            OutboxRelayIT.changeAll(stage, List.of(one, two), AGGREGATES, 5);

            stage.kafka.pause();
            OutboxRelayIT.changeAll(stage, List.of(one, two), AGGREGATES, 20);
            await().atMost(Duration.ofSeconds(10)).until(() -> failures(one) + failures(two) > 2);
            stage.kafka.resume();
            OutboxRelayIT.changeAll(stage, List.of(one, two), AGGREGATES, 5);

            stage.awaitEffects(AGGREGATES, 30);
        }
    }

    private static double failures(Replica replica) {
        return replica.meters.counter("guildhall.outbox.failures").count();
    }
}
