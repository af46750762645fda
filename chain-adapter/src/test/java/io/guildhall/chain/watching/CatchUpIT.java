package io.guildhall.chain.watching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guildhall.chain.ChainAdapterTest;
import io.guildhall.chain.contract.EscrowProperties;
import io.guildhall.chain.contract.EscrowedTask;
import io.guildhall.chain.node.ChainProperties;
import io.guildhall.chain.node.Node;
import io.guildhall.chain.testing.TestChain;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** An adapter that was away for long. Its own follower is slowed down so far that the test's is the only one. */
@ChainAdapterTest
@TestPropertySource(
        properties = {
            "guildhall.chain.watching.poll-interval=1h",
            "guildhall.chain.push-urls=",
        })
@DirtiesContext
class CatchUpIT {
    private static final Logger log = LoggerFactory.getLogger(CatchUpIT.class);
    private static final int BLOCKS = 100_000;
    private static final int TASKS = 50;
    private static final long MOST_BYTES = 64L << 20;

    @Autowired private TestChain chain;
    @Autowired private Node node;
    @Autowired private FollowedChain followed;
    @Autowired private ChainProperties chainProperties;
    @Autowired private EscrowProperties escrowProperties;
    @Autowired private WatchingProperties properties;
    @Autowired private JdbcClient database;

    @Test
    void tellsAHundredThousandMissedBlocksInBoundedMemory() {
        forgetTheRealChain();
        List<String> missed = new ArrayList<>();
        Map<Long, EscrowedTask> funded = new HashMap<>();
        for (int i = 1; i <= TASKS; i++) {
            EscrowedTask task = chain.task();
            missed.add(task.key());
            funded.put((long) i * BLOCKS / TASKS, task);
        }
        Node missedChain = new SyntheticChain(BLOCKS, funded, properties.range());
        Follower follower =
                new Follower(
                        missedChain,
                        new BlockReader(missedChain, chain.contract()),
                        followed,
                        chainProperties,
                        escrowProperties,
                        properties,
                        Clock.systemUTC());
        long begun = System.nanoTime();
        long before = heapAfterCollection();
        long most = 0;

        int rounds = 0;
        while (follower.round()) {
            rounds++;
            if (rounds % 20 == 0) {
                most = Math.max(most, heapAfterCollection() - before);
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);

        log.info(
                "{} blocks with {} events in {} ms, {} rounds, {} bytes more heap at most",
                BLOCKS,
                TASKS,
                took.toMillis(),
                rounds,
                most);
        assertThat(followed.cursor().orElseThrow().number()).isEqualTo(BLOCKS);
        assertThat(
                        database.sql(
                                        "SELECT task_key FROM EscrowEvent ORDER BY block_number, log_index")
                                .query((row, _) -> row.getString(1))
                                .list())
                .containsExactlyElementsOf(missed);
        assertThat(most).isLessThan(MOST_BYTES);
        assertThat(rounds).isLessThan(BLOCKS / 500);
        assertThat(database.sql("SELECT COUNT(*) FROM FollowedBlock").query(Integer.class).single())
                .isLessThan(properties.remembered() + BLOCKS / 1_000 + 1_100);
    }

    /** This context's own follower has looked once, and looks no more for an hour. */
    private void forgetTheRealChain() {
        await().atMost(Duration.ofMinutes(1))
                .until(
                        () ->
                                followed.cursor()
                                        .filter(mark -> mark.number() >= node.head().number())
                                        .isPresent());
        for (String table : List.of("EscrowEvent", "EscrowTask", "FollowedBlock", "ChainCursor")) {
            database.sql("DELETE FROM " + table).update();
        }
    }

    /** What is really in use, not what waits to be collected. */
    private static long heapAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getCollectionUsage)
                .filter(usage -> usage != null)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
