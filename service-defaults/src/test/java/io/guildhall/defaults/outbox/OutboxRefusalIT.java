package io.guildhall.defaults.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxRefusalIT {
    private static final int TOO_LARGE = 40_000;

    @TempDir Path folder;

    @Test
    void aRefusedEventStopsItsKeyOnlyAndAReplayKeepsTheOrder() throws Exception {
        try (OutboxStage stage = stageOfSmallEvents()) {
            Replica replica = stage.replica();
            stage.createAggregates(replica, 3);
            stage.change(replica, 1);
            stage.change(replica, 1, TOO_LARGE);
            stage.change(replica, 1);
            stage.change(replica, 2);
            replica.relay.start();
            await().until(() -> replica.monitor.look().held() == 2);
            stage.change(replica, 1);
            stage.change(replica, 2);
            stage.change(replica, 3);

            await().until(() -> replica.monitor.look().held() == 3);
            await().until(() -> stage.subscriber.arrivals().size() == 4);
            assertThat(stage.subscriber.effects())
                    .isEqualTo(
                            Map.of(
                                    OutboxStage.key(1), List.of(1),
                                    OutboxStage.key(2), List.of(1, 2),
                                    OutboxStage.key(3), List.of(1)));
            assertThat(replica.held.refused(10))
                    .singleElement()
                    .satisfies(
                            event -> {
                                assertThat(event.key()).isEqualTo(OutboxStage.key(1));
                                assertThat(event.reason()).contains("RecordTooLarge");
                            });

            assertThat(replica.held.replay(stage.topic, OutboxStage.key(1))).isEqualTo(3);
            await().until(() -> refusals(replica) == 2);
            await().until(() -> replica.monitor.look().held() == 3);

            allowLargeEvents(stage);
            assertThat(replica.held.replay(stage.topic, OutboxStage.key(1))).isEqualTo(3);
            await().until(() -> stage.subscriber.arrivals().size() == 7);
            assertThat(stage.subscriber.effects())
                    .containsEntry(OutboxStage.key(1), List.of(1, 2, 3, 4));
            assertThat(replica.monitor.look().held()).isZero();
        }
    }

    @Test
    void whatWaitedBehindADiscardedEventLeaves() throws Exception {
        try (OutboxStage stage = stageOfSmallEvents()) {
            Replica replica = stage.replica();
            stage.createAggregates(replica, 1);
            stage.change(replica, 1, 2_000_000);
            stage.change(replica, 1);
            stage.change(replica, 1);
            replica.relay.start();
            await().until(() -> replica.monitor.look().held() == 3);

            assertThat(replica.held.discard(replica.held.refused(1).getFirst().id())).isTrue();

            await().until(() -> stage.subscriber.arrivals().size() == 2);
            assertThat(stage.subscriber.effects()).containsEntry(OutboxStage.key(1), List.of(2, 3));
            assertThat(replica.monitor.look().held()).isZero();
            assertThat(replica.held.discard(1)).isFalse();
        }
    }

    /** Kafka would take it, but not as a dead letter with the reasons in its headers. */
    @Test
    void refusesWhatCouldNotBePutAsideLater() throws Exception {
        try (OutboxStage stage = new OutboxStage(folder, Map.of())) {
            Replica replica = stage.replica();
            stage.createAggregates(replica, 2);
            stage.change(replica, 1, 985_000);
            stage.change(replica, 2, 975_000);
            replica.relay.start();

            await().until(() -> replica.monitor.look().held() == 1);
            await().until(() -> stage.subscriber.arrivals().size() == 1);
            assertThat(stage.subscriber.effects()).containsOnlyKeys(OutboxStage.key(2));
            assertThat(replica.held.refused(10))
                    .singleElement()
                    .satisfies(event -> assertThat(event.key()).isEqualTo(OutboxStage.key(1)));
        }
    }

    @Test
    void anotherReplicaKnowsWhichKeysStandStill() throws Exception {
        try (OutboxStage stage = stageOfSmallEvents()) {
            Replica first = stage.replica();
            Replica second = stage.replica();
            stage.createAggregates(first, 1);
            stage.change(first, 1, TOO_LARGE);
            first.relay.start();
            await().until(() -> first.monitor.look().held() == 1);
            first.relay.stop();
            second.relay.start();

            stage.change(second, 1);

            await().until(() -> second.monitor.look().held() == 2);
            assertThat(stage.subscriber.arrivals()).isEmpty();
        }
    }

    /** Its broker takes events of up to 20 kB. */
    private OutboxStage stageOfSmallEvents() {
        return new OutboxStage(folder, Map.of("max.message.bytes", "20000"));
    }

    private static void allowLargeEvents(OutboxStage stage) throws Exception {
        try (Admin admin = stage.admin()) {
            admin.incrementalAlterConfigs(
                            Map.of(
                                    new ConfigResource(ConfigResource.Type.TOPIC, stage.topic),
                                    List.of(
                                            new AlterConfigOp(
                                                    new ConfigEntry("max.message.bytes", "900000"),
                                                    AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    private static double refusals(Replica replica) {
        return replica.meters.counter("guildhall.outbox.refused").count();
    }
}
