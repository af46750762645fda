package io.guildhall.defaults.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guildhall.defaults.outbox.RelayProcess.Failpoint;
import io.guildhall.localstack.process.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxCrashIT {
    private static final int AGGREGATES = 8;

    @TempDir Path folder;

    @Test
    void aReplicaKilledBeforeItPublishesLosesAndRepeatsNothing() throws Exception {
        try (OutboxStage stage = new OutboxStage(folder)) {
            Replica survivor = stage.replica();
            stage.createAggregates(survivor, AGGREGATES);
            OutboxRelayIT.changeAll(stage, List.of(survivor), AGGREGATES, 10);
            ChildProcess victim = stage.process(Failpoint.BEFORE_PUBLISH);
            stage.awaitFailpoint();
            assertThat(stage.subscriber.arrivals()).isEmpty();

            victim.kill();
            survivor.relay.start();

            stage.awaitEffects(AGGREGATES, 10);
            assertThat(stage.subscriber.repetitions()).isZero();
        }
    }

    @Test
    void aReplicaKilledBeforeItMarksWhatItPublishedRepeatsThatAndLosesNothing() throws Exception {
        try (OutboxStage stage = new OutboxStage(folder)) {
            Replica survivor = stage.replica();
            stage.createAggregates(survivor, AGGREGATES);
            OutboxRelayIT.changeAll(stage, List.of(survivor), AGGREGATES, 10);
            ChildProcess victim = stage.process(Failpoint.AFTER_PUBLISH);
            stage.awaitFailpoint();

            victim.kill();
            int published = settledArrivals(stage);
            survivor.relay.start();

            stage.awaitEffects(AGGREGATES, 10);
            // All effects may be there before what was published already comes again.
            await().until(() -> stage.subscriber.repetitions() > 0);
            await().until(() -> survivor.monitor.look().backlog() == 0);
            assertThat(stage.subscriber.repetitions()).isLessThanOrEqualTo(published);
        }
    }

    @Test
    void replicasKilledUnderLoadLoseNothing() throws Exception {
        try (OutboxStage stage = new OutboxStage(folder)) {
            Replica survivor = stage.replica();
            stage.createAggregates(survivor, AGGREGATES);
            ChildProcess first = stage.process(Failpoint.NONE);
            ChildProcess second = stage.process(Failpoint.NONE);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<?> load =
                        threads.submit(
                                () -> {
                                    OutboxRelayIT.changeAll(
                                            stage, List.of(survivor), AGGREGATES, 200);
                                    return null;
                                });
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> stage.subscriber.arrivals().size() > 200);
                first.kill();
                int now = stage.subscriber.arrivals().size();
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> stage.subscriber.arrivals().size() > now + 100);
                second.kill();
                survivor.relay.start();
                load.get();
            }

            stage.awaitEffects(AGGREGATES, 200);
            int mostAtOnce = Shards.COUNT * Replica.QUICK.batchSize();
            assertThat(stage.subscriber.repetitions()).isLessThanOrEqualTo(2 * mostAtOnce);
        }
    }

    @Test
    void theShardOfAFrozenReplicaIsTakenAndItsAwakeningHarmsNothing() throws Exception {
        try (OutboxStage stage = new OutboxStage(folder)) {
            Replica survivor = stage.replica();
            stage.createAggregates(survivor, AGGREGATES);
            OutboxRelayIT.changeAll(stage, List.of(survivor), AGGREGATES, 10);
            ChildProcess frozen = stage.process(Failpoint.BEFORE_PUBLISH);
            stage.awaitFailpoint();
            frozen.pause();
            survivor.relay.start();

            stage.awaitEffects(AGGREGATES, 10);

            stage.leaveFailpoint();
            frozen.resume();
            OutboxRelayIT.changeAll(stage, List.of(survivor), AGGREGATES, 10);
            stage.awaitEffects(AGGREGATES, 20);
            // It sends what it had read when it froze, and cannot delete it.
            assertThat(stage.subscriber.repetitions())
                    .isLessThanOrEqualTo(Shards.COUNT * Replica.QUICK.batchSize());
            assertThat(frozen.alive()).isTrue();
            survivor.relay.stop();
            OutboxRelayIT.changeAll(stage, List.of(survivor), AGGREGATES, 5);
            stage.awaitEffects(AGGREGATES, 25);
        }
    }

    private static int settledArrivals(OutboxStage stage) {
        await().until(() -> !stage.subscriber.arrivals().isEmpty());
        await().during(Duration.ofMillis(500))
                .atMost(Duration.ofSeconds(10))
                .until(() -> stage.subscriber.arrivals().size(), size -> size > 0);
        return stage.subscriber.arrivals().size();
    }
}
