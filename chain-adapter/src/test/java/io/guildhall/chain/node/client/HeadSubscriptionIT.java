package io.guildhall.chain.node.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guildhall.chain.node.ChainProperties;
import io.guildhall.localstack.infrastructure.ChainNode;
import io.guildhall.localstack.testing.Door;
import io.guildhall.localstack.testing.Infrastructure;
import io.guildhall.localstack.testing.SharedServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeadSubscriptionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final ChainNode chain = node();
    private final Door first = new Door(chain.port());
    private final Door second = new Door(chain.port());
    private final AtomicInteger announced = new AtomicInteger();
    private @Nullable HeadSubscription subscription;

    private static ChainNode node() {
        SharedServers.get().start(List.of(Infrastructure.CHAIN));
        return SharedServers.get().chain();
    }

    @BeforeEach
    void open() {
        first.open();
        second.open();
    }

    @AfterEach
    void end() {
        if (subscription != null) {
            subscription.end();
        }
        first.close();
        second.close();
    }

    private void listen(URI... urls) {
        ChainProperties properties =
                new ChainProperties(
                        ChainNode.CHAIN_ID,
                        List.of(chain.rpcUrl()),
                        List.of(urls),
                        1,
                        Duration.ofMillis(500),
                        Duration.ofMillis(500),
                        Duration.ofMillis(500));
        HeadSubscription begun = new HeadSubscription(properties, _ -> announced.incrementAndGet());
        subscription = begun;
        begun.begin();
    }

    private static URI push(Door door) {
        return URI.create("ws://127.0.0.1:" + door.url().getPort());
    }

    /** Waits until a new block is announced, and only by this one. */
    private void awaitAnnouncementsBy(Door door, Door other) {
        await().atMost(PATIENCE)
                .until(
                        () -> {
                            int before = announced.get();
                            long carried = door.carried();
                            long elsewhere = other.carried();
                            chain.call("evm_mine");
                            await().atMost(PATIENCE).until(() -> announced.get() > before);
                            return door.carried() > carried && other.carried() == elsewhere;
                        });
    }

    @Test
    void hearsOfBlocksFromTheNextNodeWhenOneIsLostAndStaysThere() {
        listen(push(first), push(second));
        awaitAnnouncementsBy(first, second);

        first.close();

        awaitAnnouncementsBy(second, first);
        first.open();
        awaitAnnouncementsBy(second, first);
        second.close();
        awaitAnnouncementsBy(first, second);
    }

    @Test
    void hearsOfBlocksFromTheNextNodeWhenOneFallsSilent() {
        listen(push(first), push(second));
        awaitAnnouncementsBy(first, second);

        first.freeze();

        await().atMost(PATIENCE).until(() -> second.carried() > 0);
        awaitAnnouncementsBy(second, first);
    }

    @Test
    void staysWithANodeThatHasNothingToAnnounce() {
        listen(push(first), push(second));
        awaitAnnouncementsBy(first, second);
        long carried = first.carried();

        // A few questions whether it is there, and their answers.
        await().atMost(PATIENCE).until(() -> first.carried() > carried + 40);

        assertThat(second.carried()).isZero();
    }

    @Test
    void triesAgainAfterEachRestHoweverLongNobodyIsThere() throws IOException {
        AtomicInteger tries = new AtomicInteger();
        try (ServerSocket refusing = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> hangUp(refusing, tries));

            listen(URI.create("ws://127.0.0.1:" + refusing.getLocalPort()));

            // The client knocks twice each time. With pauses that go on doubling, this would take
            // more than a minute.
            await().atMost(Duration.ofSeconds(20)).until(() -> tries.get() >= 20);
        }
    }

    private static void hangUp(ServerSocket line, AtomicInteger tries) {
        while (!line.isClosed()) {
            try (Socket _ = line.accept()) {
                tries.incrementAndGet();
            } catch (IOException _) {
                return;
            }
        }
    }
}
