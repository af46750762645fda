package io.guildhall.chain.node.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.guildhall.chain.node.At;
import io.guildhall.chain.node.Call;
import io.guildhall.chain.node.ChainProperties;
import io.guildhall.chain.node.ChainUnavailableException;
import io.guildhall.chain.node.RevertedException;
import io.guildhall.localstack.infrastructure.ChainNode;
import io.guildhall.localstack.infrastructure.NativeBackend;
import io.guildhall.localstack.infrastructure.Place;
import io.guildhall.localstack.process.Ports;
import io.guildhall.localstack.testing.Infrastructure;
import io.guildhall.localstack.testing.SharedServers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FailoverIT {
    private static ChainNode chain;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicInteger asked = new AtomicInteger();
    private @Nullable HttpServer other;

    @BeforeAll
    static void startTheChain() {
        SharedServers.get().start(List.of(Infrastructure.CHAIN));
        chain = SharedServers.get().chain();
    }

    @AfterEach
    void stopTheOther() {
        if (other != null) {
            other.stop(0);
        }
    }

    /** An endpoint that answers everything with the same. */
    private URI answering(int status, String body) throws IOException {
        return serving(exchange -> answer(exchange, status, body));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private URI serving(HttpHandler answer) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other = server;
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/",
                exchange -> {
                    asked.incrementAndGet();
                    answer.handle(exchange);
                    exchange.close();
                });
        server.start();
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private RpcNode node(URI... endpoints) {
        return node(Duration.ofMinutes(1), endpoints);
    }

    private RpcNode node(Duration cooldown, URI... endpoints) {
        return node(cooldown, Duration.ofSeconds(2), endpoints);
    }

    private RpcNode node(Duration cooldown, Duration readTimeout, URI... endpoints) {
        ChainProperties properties =
                new ChainProperties(
                        ChainNode.CHAIN_ID,
                        List.of(endpoints),
                        List.of(),
                        1,
                        Duration.ofMillis(500),
                        readTimeout,
                        cooldown);
        return new RpcNode(new RpcTransport(properties, Clock.systemUTC(), meters));
    }

    @Test
    void asksTheNextWhenNobodyListens() {
        RpcNode node = node(URI.create("http://127.0.0.1:1"), chain.rpcUrl());

        assertThat(node.head().hash()).startsWith("0x");
        assertThat(meters.get("guildhall.chain.endpoint.failures").counter().count()).isEqualTo(1);
    }

    @Test
    void goesToTheSecondNodeWhileTheFirstIsDeadAndBackWhenItServes(@TempDir Path folder) {
        ChainNode first =
                new NativeBackend()
                        .chain(
                                new Place(
                                        folder.resolve("data"),
                                        folder.resolve("node.log"),
                                        new Ports().any()));
        first.start();
        try {
            mineBeyondTheOther(first);
            RpcNode node = node(Duration.ofMillis(200), first.rpcUrl(), chain.rpcUrl());
            assertThat(node.head().hash()).isEqualTo(newest(first)).isNotEqualTo(newest(chain));

            first.kill();

            assertThat(node.head().hash()).isEqualTo(newest(chain));
            first.start();
            mineBeyondTheOther(first);
            await().untilAsserted(() -> assertThat(node.head().hash()).isEqualTo(newest(first)));
        } finally {
            first.kill();
        }
    }

    /** Blocks of its own, by which each node is known; not fewer, since a node that is behind is not gone back to. */
    private static void mineBeyondTheOther(ChainNode first) {
        first.call("anvil_mine", chain.call("eth_blockNumber").asString());
        first.call("evm_mine");
    }

    private static String newest(ChainNode of) {
        return of.call("eth_getBlockByNumber", "latest", false).path("hash").asString();
    }

    @Test
    void doesNotGoBackToANodeThatIsBehind() throws IOException {
        chain.call("evm_mine");
        Set<String> questions = ConcurrentHashMap.newKeySet();
        AtomicInteger looks = new AtomicInteger();
        URI restarted =
                serving(
                        exchange -> {
                            String question = question(exchange);
                            if (question.contains("eth_blockNumber")) {
                                looks.incrementAndGet();
                                answer(exchange, 200, result("0x0"));
                            } else if (asked.get() > 1 && question.contains("eth_chainId")) {
                                answer(exchange, 200, result("0x7a69"));
                            } else {
                                questions.add(question);
                                answer(exchange, 503, "");
                            }
                        });
        RpcNode node = node(Duration.ofMillis(20), restarted, chain.rpcUrl());

        await().untilAsserted(
                        () -> {
                            assertThat(node.head().hash()).isEqualTo(newest(chain));
                            assertThat(looks).hasValueGreaterThan(3);
                        });

        assertThat(questions).singleElement().asString().contains("eth_chainId");
    }

    private static String result(String word) {
        return "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":\"%s\"}".formatted(word);
    }

    @Test
    void noticesThatANodeIsSilentAlthoughWhoeverAskedHasGone() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        RpcNode node =
                node(
                        serving(
                                _ -> {
                                    reached.countDown();
                                    awaitQuietly(never);
                                }),
                        chain.rpcUrl());
        Thread caller =
                Thread.ofVirtual()
                        .start(
                                () ->
                                        assertThatThrownBy(node::head)
                                                .isInstanceOf(ChainUnavailableException.class));
        reached.await();

        caller.interrupt();

        caller.join();
        await().untilAsserted(() -> assertThat(failures()).isEqualTo(1));
        assertThat(node.head().hash()).isEqualTo(newest(chain));
        assertThat(asked).hasValue(1);
        never.countDown();
    }

    private double failures() {
        return meters.find("guildhall.chain.endpoint.failures").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @Timeout(20)
    void goesOnWhereAnAnswerStopsHalfWay() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        RpcNode node =
                node(
                        serving(
                                exchange -> {
                                    exchange.sendResponseHeaders(200, 100);
                                    exchange.getResponseBody().write('{');
                                    exchange.getResponseBody().flush();
                                    awaitQuietly(never);
                                }),
                        chain.rpcUrl());

        assertThat(node.head().hash()).isEqualTo(newest(chain));

        never.countDown();
    }

    @Test
    void doesNotOfferToShareOneConnection() throws IOException {
        List<String> offers = new CopyOnWriteArrayList<>();
        RpcNode node =
                node(
                        serving(
                                exchange -> {
                                    offers.addAll(
                                            exchange.getRequestHeaders()
                                                    .getOrDefault("Upgrade", List.of()));
                                    answer(exchange, 503, "");
                                }));

        assertThatThrownBy(node::head).isInstanceOf(ChainUnavailableException.class);

        assertThat(asked).hasValue(1);
        assertThat(offers).isEmpty();
    }

    @Test
    void leavesAnEndpointAloneThatFailed() throws IOException {
        RpcNode node = node(answering(503, "busy"), chain.rpcUrl());

        node.head();
        node.head();
        node.head();

        assertThat(asked).hasValue(1);
    }

    @Test
    void asksTheNextWhereOneIsAskedTooMuch() throws IOException {
        RpcNode node =
                node(
                        withChain(
                                """
                                {"jsonrpc":"2.0","id":0,"error":{"code":-32005,"message":"daily request count exceeded"}}"""),
                        chain.rpcUrl());

        assertThat(node.head().hash()).isEqualTo(newest(chain));
        node.head();

        assertThat(failures()).isEqualTo(1);
        assertThat(asked).hasValue(2);
    }

    /** What a contract says is the answer: another endpoint would say the same. */
    @Test
    void takesAContractsRefusalFromTheFirst() throws IOException {
        RpcNode node =
                node(
                        withChain(
                                """
                                {"jsonrpc":"2.0","id":0,"error":{"code":3,"message":"execution reverted","data":"0x01"}}"""),
                        chain.rpcUrl());

        assertThatThrownBy(() -> node.call(Call.of("0x" + "11".repeat(20), "0x"), At.LATEST))
                .isInstanceOf(RevertedException.class);

        assertThat(failures()).isZero();
    }

    /** An endpoint of the chain that answers all else with the same. */
    private URI withChain(String body) throws IOException {
        return serving(
                exchange -> {
                    String question = question(exchange);
                    answer(
                            exchange,
                            200,
                            question.contains("eth_chainId") ? result("0x7a69") : body);
                });
    }

    private static String question(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Answers everything, from the block at which it lost the others. */
    @Test
    void leavesANodeThatStandsStillWhileOthersGoOn() throws IOException {
        String old = newest(chain);
        RpcNode node = node(Duration.ofMillis(50), standingStill(_ -> {}), chain.rpcUrl());
        assertThat(node.head().hash()).isEqualTo(old);

        chain.call("anvil_mine", "0x" + Long.toHexString(Heads.TOLERANCE + 1));

        await().untilAsserted(() -> assertThat(node.head().hash()).isEqualTo(newest(chain)));
    }

    /** It answers, and that was never the trouble. */
    @Test
    void doesNotGoBackToOneThatStandsStillForAnAnswerThatWasUnderWay() throws Exception {
        CountDownLatch found = new CountDownLatch(1);
        RpcNode node =
                node(
                        Duration.ofMillis(50),
                        Duration.ofMinutes(1),
                        standingStill(
                                question -> {
                                    if (question.contains("eth_getBalance")) {
                                        awaitQuietly(found);
                                    }
                                }),
                        chain.rpcUrl());
        node.head();
        FutureTask<BigInteger> slow =
                new FutureTask<>(() -> node.balance("0x" + "11".repeat(20), At.LATEST));
        Thread.ofVirtual().start(slow);
        chain.call("anvil_mine", "0x" + Long.toHexString(Heads.TOLERANCE + 1));
        await().untilAsserted(() -> assertThat(node.head().hash()).isEqualTo(newest(chain)));

        found.countDown();
        assertThat(slow.get()).isEqualTo(BigInteger.ONE);

        assertThat(node.head().hash()).isEqualTo(newest(chain));
    }

    /** An endpoint that answers with the present newest block for ever. */
    private URI standingStill(Consumer<String> beforeEachAnswer) throws IOException {
        String number = chain.call("eth_blockNumber").asString();
        String block = chain.call("eth_getBlockByNumber", "latest", false).toString();
        return serving(
                exchange -> {
                    String question = question(exchange);
                    beforeEachAnswer.accept(question);
                    answer(exchange, 200, standingAnswer(question, number, block));
                });
    }

    private static String standingAnswer(String question, String number, String block) {
        if (question.contains("eth_chainId")) {
            return result("0x7a69");
        }
        if (question.contains("eth_getBalance")) {
            return result("0x1");
        }
        return question.contains("eth_blockNumber")
                ? result(number)
                : "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":%s}".formatted(block);
    }

    @Test
    void doesNotBelieveAnEndpointOfAnotherChain() throws IOException {
        RpcNode node = node(answering(200, result("0x1")), chain.rpcUrl());

        assertThat(node.head().parentHash()).startsWith("0x");
        assertThat(asked).hasValue(1);
    }

    @Test
    void asksWhoRestsWhenNobodyElseIsLeft() throws IOException {
        RpcNode node = node(answering(503, "busy"), URI.create("http://127.0.0.1:1"));

        assertThatThrownBy(node::head).isInstanceOf(ChainUnavailableException.class);
        assertThatThrownBy(node::head).isInstanceOf(ChainUnavailableException.class);

        assertThat(asked).hasValue(2);
    }

    @Test
    void takesNonsenseForAnOutage() throws IOException {
        RpcNode node = node(answering(200, "<html>"));

        assertThatThrownBy(node::head).isInstanceOf(ChainUnavailableException.class);
    }
}
