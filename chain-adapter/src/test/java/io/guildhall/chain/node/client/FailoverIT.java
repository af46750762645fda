package io.guildhall.chain.node.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.guildhall.chain.node.ChainProperties;
import io.guildhall.chain.node.ChainUnavailableException;
import io.guildhall.localstack.infrastructure.ChainNode;
import io.guildhall.localstack.infrastructure.NativeBackend;
import io.guildhall.localstack.infrastructure.Place;
import io.guildhall.localstack.process.Ports;
import io.guildhall.localstack.testing.Infrastructure;
import io.guildhall.localstack.testing.SharedServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other = server;
        server.createContext(
                "/",
                exchange -> {
                    asked.incrementAndGet();
                    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        server.start();
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private RpcNode node(URI... endpoints) {
        return node(Duration.ofMinutes(1), endpoints);
    }

    private RpcNode node(Duration cooldown, URI... endpoints) {
        ChainProperties properties =
                new ChainProperties(
                        ChainNode.CHAIN_ID,
                        List.of(endpoints),
                        List.of(),
                        1,
                        Duration.ofMillis(500),
                        Duration.ofSeconds(2),
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
            // A block of its own time: by the newest one each node is known.
            first.call("evm_mine");
            RpcNode node = node(Duration.ofMillis(200), first.rpcUrl(), chain.rpcUrl());
            assertThat(node.head().hash()).isEqualTo(newest(first)).isNotEqualTo(newest(chain));

            first.kill();

            assertThat(node.head().hash()).isEqualTo(newest(chain));
            first.start();
            first.call("evm_mine");
            await().untilAsserted(() -> assertThat(node.head().hash()).isEqualTo(newest(first)));
        } finally {
            first.kill();
        }
    }

    private static String newest(ChainNode of) {
        return of.call("eth_getBlockByNumber", "latest", false).path("hash").asString();
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
    void doesNotBelieveAnEndpointOfAnotherChain() throws IOException {
        RpcNode node =
                node(
                        answering(200, "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":\"0x1\"}"),
                        chain.rpcUrl());

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
