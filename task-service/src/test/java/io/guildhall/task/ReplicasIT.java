package io.guildhall.task;

import static io.guildhall.task.testing.Life.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guildhall.localstack.infrastructure.MySqlServer;
import io.guildhall.task.testing.ClaimRace;
import io.guildhall.task.testing.Drafts;
import io.guildhall.task.testing.EventStream;
import io.guildhall.task.testing.Life;
import io.guildhall.task.testing.People;
import io.guildhall.task.testing.Person;
import io.guildhall.task.testing.PlayedEscrow;
import io.guildhall.task.testing.Replicas;
import io.guildhall.task.testing.Replicas.Replica;
import io.guildhall.task.testing.TaskServiceTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionOperations;

/** What one replica promises, two promise together: processes of their own, beside the test's, whose clocks stand still. */
@TaskServiceTest
@TestPropertySource(
        properties = {
            "spring.kafka.consumer.group-id=task-service-replicas",
            "guildhall.task.timer-poll=1h"
        })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplicasIT {
    private static final int PLAYERS = 100;
    private static final int EACH = 6;

    /** Longer than the lock of a dead replica, and than Kafka waits for one. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired private ApplicationContext context;
    @Autowired private People people;
    @Autowired private Life life;
    @Autowired private PlayedEscrow escrow;
    @Autowired private JdbcClient jdbc;
    @Autowired private TransactionOperations transaction;
    @Autowired private MySqlServer mysql;

    private Replicas replicas;
    private Replica one;
    private Replica two;

    @BeforeAll
    void start() throws IOException {
        // Where a person finds what they logged.
        Path folder = Path.of("target", "replicas").toAbsolutePath();
        replicas = new Replicas(context, Files.createDirectories(folder));
        Map<String, Object> alike =
                Map.of(
                        "guildhall.task.timer-poll",
                        "100ms",
                        // Nothing but the ring of the other replica wakes a stream.
                        "guildhall.task.stream-look",
                        "1h");
        one = replicas.start(with(alike, "5s"));
        // Its lock ends while it still looks: both look at once, which one lock alone would hide.
        two = replicas.start(with(alike, "1ms"));
        await().atMost(PATIENCE).until(() -> one.ready() && two.ready());
    }

    private static Map<String, Object> with(Map<String, Object> settings, String timerLock) {
        Map<String, Object> more = new HashMap<>(settings);
        more.put("guildhall.task.timer-lock", timerLock);
        return more;
    }

    @AfterAll
    void stop() {
        replicas.close();
    }

    @AfterEach
    void mend() {
        escrow.moveTo(Instant.MIN);
    }

    /** Nobody who keeps files in a folder pays for buckets at the start. */
    @Test
    @Order(0)
    void folderNeedsNoneOfTheBucketsClasses() throws IOException {
        assertThat(Files.readString(one.classes()))
                .contains("io.guildhall.task.evidence.store.FolderFileStore")
                .doesNotContain("software.amazon")
                .doesNotContain("BucketFileStore");
    }

    @Test
    @Order(1)
    void oneOfHundredPlayersWinsThroughWhicheverReplicaTheyCome() throws Exception {
        String id = life.open(people.publisher());
        List<Life> doors = List.of(life.through(one.api()), life.through(two.api()));
        ClaimRace race = new ClaimRace(id);
        for (int i = 0; i < PLAYERS; i++) {
            // Asked at one, given to the other.
            race.enter(people.player(), doors.get(i % 2), doors.get((i + 1) % 2));
        }

        assertThat(race.winners()).isEqualTo(1);
        life.awaitStatus(id, "CLAIMED");
        assertThat(commands(id, "%")).isEqualTo(1);
    }

    @Test
    @Order(2)
    void streamOfOneReplicaTellsWhatTheOtherWroteAndGoesOnThere() throws Exception {
        Person publisher = people.publisher();
        Person worker = people.player();
        String id = life.disputed(publisher, worker);
        int before = length(id);
        List<Integer> seen = new ArrayList<>();
        List<Replica> both = List.of(one, two);

        for (int turn = 0; turn < 6; turn++) {
            Replica listened = both.get(turn % 2);
            Replica writer = both.get((turn + 1) % 2);
            // Said while nobody listens, between two streams.
            state(writer, worker, id);
            String last = seen.isEmpty() ? "0" : seen.getLast().toString();
            try (EventStream stream = new EventStream(listened.uri(path(id) + "/events"), last)) {
                int expected = before + 3 * turn + 1;
                await().untilAsserted(() -> assertThat(stream.positions()).endsWith(expected));
                // Said while the other replica's stream is open, by two at once.
                try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                    Future<?> first = threads.submit(() -> state(writer, worker, id));
                    Future<?> second = threads.submit(() -> state(writer, publisher, id));
                    first.get();
                    second.get();
                }
                await().untilAsserted(() -> assertThat(stream.positions()).endsWith(expected + 2));
                seen.addAll(stream.positions());
            }
        }

        assertThat(seen).isEqualTo(IntStream.rangeClosed(1, before + 18).boxed().toList());
    }

    private static void state(Replica at, Person party, String id) {
        at.api()
                .post(party.token(), path(id) + "/statements", Map.of("text", "They are blue"))
                .expect(201);
    }

    private int length(String id) {
        return jdbc.sql("SELECT length FROM Timeline WHERE task_id = ?")
                .param(id)
                .query(Integer.class)
                .single();
    }

    @Test
    @Order(3)
    void clocksOfTasksRunOutOnceForBothReplicas() {
        Person publisher = people.publisher();
        List<String> unreviewed = new ArrayList<>();
        List<String> unfinished = new ArrayList<>();
        List<String> unclaimed = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            unreviewed.add(life.submitted(publisher, people.player()));
            unfinished.add(life.claimed(publisher, people.player()));
            Map<String, Object> draft = Drafts.complete("Soon over");
            draft.put("claimDeadline", Instant.now().plus(Duration.ofHours(30)).toString());
            unclaimed.add(life.open(publisher, draft));
        }

        escrow.moveTo(Instant.now().plus(Duration.ofDays(3)));

        unreviewed.forEach(id -> life.awaitStatus(id, "COMPLETED"));
        unfinished.forEach(id -> life.awaitStatus(id, "OPEN"));
        unclaimed.forEach(id -> life.awaitStatus(id, "EXPIRED"));
        assertThat(unreviewed).allSatisfy(id -> assertRanOutOnce(id, "RELEASE"));
        assertThat(unfinished).allSatisfy(id -> assertRanOutOnce(id, "LAPSE"));
        assertThat(unclaimed).allSatisfy(id -> assertRanOutOnce(id, "REFUND"));
    }

    private void assertRanOutOnce(String id, String step) {
        assertThat(commands(id, "TIMER")).as("commands of task " + id).isEqualTo(1);
        assertThat(
                        jdbc.sql(
                                        """
                                        SELECT COUNT(*) FROM TimelineEntry
                                        WHERE task_id = ? AND kind = 'STEP_BEGUN' AND details LIKE ?""")
                                .param(id)
                                .param("%\"" + step + "\"%")
                                .query(Integer.class)
                                .single())
                .as(step + " of task " + id)
                .isEqualTo(1);
    }

    private int commands(String id, String kind) {
        return jdbc.sql("SELECT COUNT(*) FROM EscrowCommand WHERE task_id = ? AND kind LIKE ?")
                .param(id)
                .param(kind)
                .query(Integer.class)
                .single();
    }

    /** The last one: it leaves one replica. */
    @Test
    @Order(4)
    void replicaThatDiesInTheMiddleOfItIsFollowedByTheOther() throws Exception {
        Person publisher = people.publisher();
        List<String> due = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            String id = life.submitted(publisher, people.player());
            due.add(id);
            // Each after the one before, also where all were handed in within a second.
            jdbc.sql(
                            "UPDATE Task SET clock_ends_at = clock_ends_at + INTERVAL ? MINUTE WHERE task_id = ?")
                    .param(i)
                    .param(id)
                    .update();
        }
        String middle = due.get(EACH / 2);
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch dead = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> holder = threads.submit(() -> hold(middle, held, dead));
            try {
                held.await();
                two.process().pause();
                escrow.moveTo(Instant.now().plus(Duration.ofHours(30)));
                await().atMost(PATIENCE).until(this::somebodyWaitsForATask);

                two.process().resume();
                one.process().kill();

                assertThat(due.subList(0, EACH / 2))
                        .allSatisfy(id -> assertThat(commands(id, "TIMER")).isEqualTo(1));
                assertThat(commands(due.getLast(), "TIMER")).isZero();
            } finally {
                dead.countDown();
            }
            holder.get();
        }

        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(due)
                                        .allSatisfy(
                                                id ->
                                                        assertThat(
                                                                        two.api()
                                                                                .get(null, path(id))
                                                                                .text("status"))
                                                                .isEqualTo("COMPLETED")));
        assertThat(due).allSatisfy(id -> assertRanOutOnce(id, "RELEASE"));
    }

    /** Stands in the way of whoever wants to change a task. */
    private void hold(String id, CountDownLatch held, CountDownLatch until) {
        transaction.executeWithoutResult(
                _ -> {
                    jdbc.sql("SELECT task_id FROM Task WHERE task_id = ? FOR UPDATE")
                            .param(id)
                            .query(String.class)
                            .single();
                    held.countDown();
                    try {
                        until.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    private boolean somebodyWaitsForATask() throws SQLException {
        try (var connection = mysql.administrator();
                var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                "SELECT COUNT(*) FROM information_schema.INNODB_TRX"
                                        + " WHERE trx_state = 'LOCK WAIT' AND trx_query LIKE '%from Task %for update%'")) {
            row.next();
            return row.getInt(1) > 0;
        }
    }
}
