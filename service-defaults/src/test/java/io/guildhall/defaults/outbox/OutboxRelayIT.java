package io.guildhall.defaults.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Empty;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxRelayIT {
    @TempDir Path folder;

    @Test
    void twoReplicasKeepTheOrderOfEachKeyAndNeverDeadlockABusinessTransaction() throws Exception {
        try (OutboxStage stage = new OutboxStage(folder)) {
            Replica one = stage.replica();
            Replica two = stage.replica();
            stage.createAggregates(one, 40);
            long deadlocks = stage.deadlocks();
            one.relay.start();
            two.relay.start();

            changeAll(stage, List.of(one, two), 40, 25);

            stage.awaitEffects(40, 25);
            assertThat(stage.subscriber.repetitions()).isZero();
            assertThat(stage.deadlocks()).isEqualTo(deadlocks);
            await().untilAsserted(() -> assertThat(one.monitor.look().backlog()).isZero());
        }
    }

    @Test
    void theEventOfARolledBackTransactionNeverLeaves() throws Exception {
        try (OutboxStage stage = new OutboxStage(folder)) {
            Replica replica = stage.replica();
            stage.createAggregates(replica, 1);
            replica.relay.start();

            replica.transaction.executeWithoutResult(
                    status -> {
                        replica.outbox.append(stage.topic, "gone", Empty.getDefaultInstance());
                        status.setRollbackOnly();
                    });
            stage.change(replica, 1);

            stage.awaitEffects(1, 1);
            assertThat(stage.subscriber.arrivals()).hasSize(1);
        }
    }

    @Test
    void refusesAnEventWithoutATransaction() throws Exception {
        try (OutboxStage stage = new OutboxStage(folder)) {
            Replica replica = stage.replica();

            assertThatThrownBy(
                            () ->
                                    replica.outbox.append(
                                            stage.topic, "1", Empty.getDefaultInstance()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no transaction");
        }
    }

    @Test
    void anEventCarriesItsCloudEventsAttributes() throws Exception {
        try (OutboxStage stage = new OutboxStage(folder)) {
            Replica replica = stage.replica();
            stage.createAggregates(replica, 1);
            replica.relay.start();
            Instant before = Instant.now();

            stage.change(replica, 1);

            stage.awaitEffects(1, 1);
            Map<String, String> headers = stage.subscriber.headersOfFirst();
            assertThat(headers)
                    .containsEntry("ce_specversion", "1.0")
                    .containsEntry("ce_type", "guildhall.user.v1.UserProfileChanged")
                    .containsEntry("ce_source", "/test-service")
                    .containsEntry("content-type", "application/protobuf")
                    .containsEntry("ce_id", stage.subscriber.arrivals().getFirst().id());
            assertThat(Instant.parse(headers.get("ce_time")))
                    .isBetween(before.minusSeconds(1), Instant.now().plusSeconds(1));
        }
    }

    @Test
    void aCommitIsRelayedWithoutWaitingForThePoll() throws Exception {
        try (OutboxStage stage = new OutboxStage(folder)) {
            Replica replica = stage.replica();
            stage.createAggregates(replica, 1);
            replica.relay.start();
            stage.change(replica, 1);
            stage.awaitEffects(1, 1);

            List<Long> millis = new ArrayList<>();
            for (int i = 2; i <= 21; i++) {
                int number = i;
                long start = System.nanoTime();
                stage.change(replica, 1);
                await().pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> stage.subscriber.arrivals().size() >= number);
                millis.add((System.nanoTime() - start) / 1_000_000);
            }

            millis.sort(null);
            assertThat(millis.get(10)).isLessThan(Replica.QUICK.pollInterval().toMillis() / 2);
        }
    }

    @Test
    void aBacklogIsDrainedInItsOrder() throws Exception {
        try (OutboxStage stage = new OutboxStage(folder)) {
            Replica replica = stage.replica();
            stage.createAggregates(replica, 5);
            changeAll(stage, List.of(replica), 5, 120);

            replica.relay.start();

            stage.awaitEffects(5, 120);
            assertThat(stage.subscriber.repetitions()).isZero();
        }
    }

    @Test
    void aStopEndsInOrderAndTheRestLeavesAfterTheNextStart() throws Exception {
        try (OutboxStage stage = new OutboxStage(folder)) {
            Replica writer = stage.replica();
            Replica first = stage.replica();
            Replica second = stage.replica();
            stage.createAggregates(writer, 10);
            first.relay.start();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<?> load =
                        threads.submit(
                                () -> {
                                    changeAll(stage, List.of(writer), 10, 60);
                                    return null;
                                });
                await().until(() -> stage.subscriber.arrivals().size() > 50);

                first.relay.stop();
                load.get();
            }
            second.relay.start();

            stage.awaitEffects(10, 60);
            assertThat(stage.subscriber.repetitions()).isZero();
        }
    }

    /** Every aggregate is changed a number of times by each of two threads' halves, through the replicas in turn. */
    static void changeAll(OutboxStage stage, List<Replica> replicas, int aggregates, int each)
            throws ExecutionException, InterruptedException {
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> changes = new ArrayList<>();
            for (int i = 0; i < each; i++) {
                for (int id = 1; id <= aggregates; id++) {
                    Replica replica = replicas.get((i + id) % replicas.size());
                    int aggregate = id;
                    changes.add(threads.submit(() -> stage.change(replica, aggregate)));
                }
            }
            for (Future<?> change : changes) {
                change.get();
            }
        }
    }
}
