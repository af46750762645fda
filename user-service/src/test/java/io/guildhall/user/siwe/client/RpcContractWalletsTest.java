package io.guildhall.user.siwe.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.user.siwe.ChainProperties;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RpcContractWalletsTest {
    private static final String ADDRESS = "0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2";
    private static final String CHAIN = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x7a69\"}";
    private static final byte[] HASH = new byte[32];

    private final List<JsonNode> questions = new ArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final HttpServer server;
    private String chainAnswer = CHAIN;
    private String callAnswer = result("0x1626ba7e" + "0".repeat(56));
    private int status = 200;
    private boolean stalled;

    RpcContractWalletsTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void startNode() {
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/",
                exchange -> {
                    JsonNode question =
                            JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
                    questions.add(question);
                    String answer =
                            question.get("method").asString().equals("eth_chainId")
                                    ? chainAnswer
                                    : callAnswer;
                    if (stalled) {
                        await();
                    }
                    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().add("Content-Type", "application/json");
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stopNode() {
        released.countDown();
        server.stop(0);
    }

    @Test
    void asksTheContractByTheStandard() {
        assertThat(wallets().approves(ADDRESS, HASH, new byte[] {1, 2, 3})).isTrue();

        JsonNode call = questions.getLast();
        assertThat(call.get("method").asString()).isEqualTo("eth_call");
        assertThat(call.get("params").get(0).get("to").asString()).isEqualTo(ADDRESS);
        assertThat(call.get("params").get(1).asString()).isEqualTo("latest");
        assertThat(call.get("params").get(0).get("data").asString())
                .isEqualTo(
                        "0x1626ba7e"
                                + "0".repeat(64)
                                + "0".repeat(62)
                                + "40"
                                + "0".repeat(63)
                                + "3"
                                + "010203"
                                + "0".repeat(58));
    }

    @Test
    void asksForTheChainOnce() {
        RpcContractWallets wallets = wallets();

        wallets.approves(ADDRESS, HASH, new byte[64]);
        wallets.approves(ADDRESS, HASH, new byte[0]);

        assertThat(questions.stream().map(question -> question.get("method").asString()))
                .containsExactly("eth_chainId", "eth_call", "eth_call");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x",
                "0x1626ba7e",
                "0x1626ba7e00000000000000000000000000000000000000000000000000000001",
                "0xffffffff00000000000000000000000000000000000000000000000000000000",
                "0x000000000000000000000000000000000000000000000000000000001626ba7e"
            })
    void takesNothingButTheMagicValueForAYes(String answer) {
        callAnswer = result(answer);

        assertThat(wallets().approves(ADDRESS, HASH, new byte[65])).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":3,\"message\":\"execution reverted: no\",\"data\":\"0x08c379a0\"}",
                "{\"code\":-32000,\"message\":\"execution reverted\"}",
                "{\"code\":-32000,\"message\":\"out of gas\"}",
                "{\"code\":-32000,\"message\":\"invalid opcode: INVALID\"}",
                "{\"code\":-32003,\"message\":\"EVM error InvalidFEOpcode\"}"
            })
    void takesABreakingContractForANo(String error) {
        callAnswer = "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":" + error + "}";

        assertThat(wallets().approves(ADDRESS, HASH, new byte[65])).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32005,\"message\":\"limit exceeded\"}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32603,\"message\":\"internal error\"}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"yes\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"a\":1}}",
                "<html>busy</html>",
                "null"
            })
    void saysThatTheChainIsUnavailableWhenTheNodeIsInTrouble(String answer) {
        callAnswer = answer;

        assertUnavailable(wallets());
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503})
    void saysThatTheChainIsUnavailableOnAnHttpError(int error) {
        status = error;

        assertUnavailable(wallets());
    }

    @Test
    void asksNoNodeOfAnotherChain() {
        chainAnswer = result("0x1");
        RpcContractWallets wallets = wallets();

        assertUnavailable(wallets);
        assertThat(questions).hasSize(1);

        chainAnswer = CHAIN;
        assertThat(wallets.approves(ADDRESS, HASH, new byte[65])).isTrue();
    }

    @Test
    void doesNotWaitForAStalledNode() {
        stalled = true;

        assertUnavailable(wallets(Duration.ofMillis(500)));
    }

    @Test
    void saysThatTheChainIsUnavailableWhenNobodyListens() {
        RpcContractWallets wallets = wallets();
        server.stop(0);

        assertUnavailable(wallets);
    }

    private static void assertUnavailable(RpcContractWallets wallets) {
        assertThatThrownBy(() -> wallets.approves(ADDRESS, HASH, new byte[65]))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> {
                            assertThat(problem.code()).isEqualTo("chain-unavailable");
                            assertThat(problem.kind()).isEqualTo(ProblemKind.UNAVAILABLE);
                        });
    }

    private RpcContractWallets wallets() {
        // A busy machine takes its time; only who stalls on purpose is not waited for.
        return wallets(Duration.ofSeconds(30));
    }

    private RpcContractWallets wallets(Duration timeout) {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new RpcContractWallets(new ChainProperties(url, 31_337, timeout, timeout));
    }

    private void await() {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String result(String hex) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"" + hex + "\"}";
    }
}
