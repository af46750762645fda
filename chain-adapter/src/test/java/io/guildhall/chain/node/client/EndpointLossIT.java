package io.guildhall.chain.node.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.guildhall.chain.ChainAdapterTest;
import io.guildhall.chain.contract.ConsentKind;
import io.guildhall.chain.contract.EscrowedTask;
import io.guildhall.chain.escrow.Relay;
import io.guildhall.chain.node.ChainProperties;
import io.guildhall.chain.node.ChainUnavailableException;
import io.guildhall.chain.node.Node;
import io.guildhall.chain.sending.Command;
import io.guildhall.chain.testing.People;
import io.guildhall.chain.testing.TestChain;
import io.guildhall.chain.testing.Told;
import io.guildhall.localstack.infrastructure.KafkaServer;
import io.guildhall.localstack.infrastructure.Probe;
import io.guildhall.localstack.testing.Door;
import io.guildhall.localstack.testing.Infrastructure;
import io.guildhall.localstack.testing.SharedServers;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** The whole adapter with two endpoints: one node behind two doors, which are shut, frozen and opened while people act. */
@ChainAdapterTest
@TestPropertySource(properties = "guildhall.chain.cooldown=1s")
@DirtiesContext
class EndpointLossIT {
    private static final Duration BACK = Duration.ofSeconds(10);

    /** The development node's account 11. */
    private static final int ASSIGNER = 11;

    private static final Door FIRST = openDoor();
    private static final Door SECOND = openDoor();

    @Autowired private TestChain chain;
    @Autowired private Relay relay;
    @Autowired private Node node;
    @Autowired private KafkaServer kafka;
    @Autowired private JdbcClient jdbc;
    @Autowired private MeterRegistry meters;
    @Autowired private ChainProperties properties;
    @LocalServerPort private int port;

    private Told told;
    private People people;
    private long sentBefore;
    private final List<Command> given = new ArrayList<>();

    private static Door openDoor() {
        SharedServers.get().start(List.of(Infrastructure.CHAIN));
        Door door = new Door(SharedServers.get().chain().port());
        door.open();
        return door;
    }

    @DynamicPropertySource
    static void twoEndpoints(DynamicPropertyRegistry registry) {
        registry.add("guildhall.chain.rpc-urls", () -> FIRST.url() + "," + SECOND.url());
    }

    @BeforeEach
    void listen() {
        told = new Told(kafka);
        people = new People(chain, relay);
        awaitQuestionsGoThrough(FIRST, SECOND);
        sentBefore = sent();
    }

    @AfterEach
    void stopListening() {
        told.close();
    }

    @AfterAll
    static void closeTheDoors() {
        FIRST.close();
        SECOND.close();
    }

    @Test
    void commandsAndEventsGoOnWhileTheFirstRefusesAndReturnToItWithoutAGap() {
        List<EscrowedTask> tasks = List.of(people.fundedTask(), people.fundedTask());

        claim(tasks.getFirst());
        FIRST.close();
        claim(tasks.getLast());

        tasks.forEach(task -> told.awaitKinds(task.key(), "FUNDED", "CLAIMED"));
        FIRST.open();
        awaitQuestionsGoThrough(FIRST, SECOND);
        tasks.forEach(this::submit);
        tasks.forEach(task -> told.awaitKinds(task.key(), "FUNDED", "CLAIMED", "SUBMITTED"));
        assertThatEachWasSentOnce();
    }

    @Test
    void nobodyWaitsForAFrozenFirstOnceItIsKnownAndItIsReturnedToWhenItThaws() {
        List<EscrowedTask> tasks = List.of(people.fundedTask(), people.fundedTask());

        claim(tasks.getFirst());
        FIRST.freeze();
        claim(tasks.getLast());

        tasks.forEach(task -> told.awaitKinds(task.key(), "FUNDED", "CLAIMED"));
        double looksSoFar = failures(FIRST);
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> {
                            assertThat(timeOfAQuestion()).isLessThan(properties.readTimeout());
                            return failures(FIRST) >= looksSoFar + 2;
                        });
        FIRST.thaw();
        awaitQuestionsGoThrough(FIRST, SECOND);
        tasks.forEach(this::submit);
        tasks.forEach(task -> told.awaitKinds(task.key(), "FUNDED", "CLAIMED", "SUBMITTED"));
        assertThatEachWasSentOnce();
    }

    @Test
    void commandsWaitWhileNobodyAnswersAndTheAdapterStaysReady() throws IOException {
        EscrowedTask task = people.fundedTask();
        told.awaitKinds(task.key(), "FUNDED");
        Supplier<Command> claim = people.signedClaim(task);

        FIRST.close();
        SECOND.close();
        given.add(claim.get());

        assertThatThrownBy(node::head).isInstanceOf(ChainUnavailableException.class);
        assertThat(Probe.http(port, "/actuator/health/readiness").ready()).isTrue();
        SECOND.open();
        told.awaitKinds(task.key(), "FUNDED", "CLAIMED");
        FIRST.open();
        awaitQuestionsGoThrough(FIRST, SECOND);
        assertThatEachWasSentOnce();
    }

    private void claim(EscrowedTask task) {
        given.add(people.claim(task));
    }

    private void submit(EscrowedTask task) {
        given.add(people.carry(task, ConsentKind.SUBMISSION, people.worker()));
    }

    private Duration timeOfAQuestion() {
        long begin = System.nanoTime();
        node.head();
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private void awaitQuestionsGoThrough(Door wanted, Door other) {
        await().atMost(BACK)
                .untilAsserted(
                        () -> {
                            long carried = wanted.carried();
                            long elsewhere = other.carried();
                            node.head();
                            assertThat(wanted.carried()).isGreaterThan(carried);
                            assertThat(other.carried()).isEqualTo(elsewhere);
                        });
    }

    private double failures(Door door) {
        return meters.counter(
                        "guildhall.chain.endpoint.failures",
                        "endpoint",
                        "127.0.0.1:" + door.url().getPort())
                .count();
    }

    /** Transactions of the platform's account that carries claims and submissions. */
    private long sent() {
        String account = chain.rpc("eth_accounts").get(ASSIGNER).asString();
        return Long.decode(chain.rpc("eth_getTransactionCount", account, "latest").asString());
    }

    private void assertThatEachWasSentOnce() {
        given.forEach(people::confirmed);
        assertThat(sent() - sentBefore).isEqualTo(given.size());
        assertThat(given).allSatisfy(command -> assertThat(attempts(command)).isEqualTo(1));
    }

    private long attempts(Command command) {
        return jdbc.sql("SELECT COUNT(*) FROM Attempt WHERE command = ?")
                .param(command.id())
                .query(Long.class)
                .single();
    }
}
