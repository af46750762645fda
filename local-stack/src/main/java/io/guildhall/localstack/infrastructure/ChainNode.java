package io.guildhall.localstack.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An Ethereum development node with funded accounts whose keys everybody knows. */
public final class ChainNode extends DelegatingServer {
    /** Its chain id. */
    public static final long CHAIN_ID = 31_337;

    /** How many accounts have money. */
    static final int ACCOUNTS = 20;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK_AT_STATE = Duration.ofSeconds(1);

    private final ChainState state;

    ChainNode(Server server, ChainState state) {
        super(server);
        this.state = state;
    }

    @Override
    public void start() {
        super.start();
        Thread.ofPlatform().name("chain-state").daemon().start(this::keepState);
    }

    private void keepState() {
        while (running()) {
            LockSupport.parkNanos(LOOK_AT_STATE.toNanos());
            state.keep();
        }
    }

    /** Its JSON-RPC. */
    public URI rpcUrl() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** Its WebSocket. */
    public URI pushUrl() {
        return URI.create("ws://127.0.0.1:" + port());
    }

    /**
     * Calls a method of the node.
     *
     * @throws IllegalStateException when the node answers with an error
     */
    public JsonNode call(String method, Object... parameters) {
        Map<String, Object> question =
                Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", List.of(parameters));
        HttpRequest request =
                HttpRequest.newBuilder(rpcUrl())
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofByteArray(
                                        JsonMapper.shared().writeValueAsBytes(question)))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            byte[] body = client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
            JsonNode answer = JsonMapper.shared().readTree(body);
            if (answer.has("error")) {
                throw new IllegalStateException(method + " is refused: " + answer.get("error"));
            }
            return answer.path("result");
        } catch (IOException e) {
            throw new UncheckedIOException("the chain does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
