package io.guildhall.chain.node.client;

import io.guildhall.chain.node.ChainProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.web3j.protocol.Service;
import org.web3j.utils.Numeric;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Carries JSON-RPC to the first endpoint that serves. One that fails rests, and so does one that stands still while another
 * goes on; it is asked all the same when no other is left. After its rest it is looked at by questions that nobody waits
 * for, and serves again when it answers them and is not behind the one that stood in for it. Each is believed only after it
 * was seen to serve the configured chain.
 */
final class RpcTransport extends Service {
    private static final Logger log = LoggerFactory.getLogger(RpcTransport.class);
    private static final JsonMapper JSON = new JsonMapper();

    private final List<Endpoint> endpoints;
    private final ChainProperties chain;
    private final Clock clock;
    private final MeterRegistry meters;
    private final HttpClient http;
    private final Heads heads = new Heads();

    RpcTransport(ChainProperties chain, Clock clock, MeterRegistry meters) {
        super(false);
        this.endpoints = chain.rpcUrls().stream().map(Endpoint::new).toList();
        this.chain = chain;
        this.clock = clock;
        this.meters = meters;
        this.http =
                HttpClient.newBuilder()
                        // A question without an answer takes its connection along. Over HTTP/2 all
                        // would share the dead one, and go on with it when the node is back.
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(chain.connectTimeout())
                        .build();
    }

    @Override
    protected InputStream performIO(String question) throws IOException {
        lookAtTheRested();
        lookWhoStandsStill();
        @Nullable IOException last = null;
        for (Endpoint endpoint : inOrder()) {
            boolean rested = !endpoint.serves();
            try {
                if (!endpoint.chainSeen()) {
                    requireChain(endpoint);
                }
                byte[] answer = post(endpoint, question);
                requireRoom(answer);
                if (rested) {
                    endpoint.answered();
                }
                return new ByteArrayInputStream(answer);
            } catch (IOException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                failed(endpoint, e);
                last = e;
            }
        }
        throw new IOException("none of " + endpoints.size() + " endpoints answers", last);
    }

    private static void requireRoom(byte[] answer) throws IOException {
        Optional<String> limit = RateLimits.in(answer);
        if (limit.isPresent()) {
            throw new IOException("it is asked too much: " + limit.get());
        }
    }

    /** Those that serve first; the others still, since there may be nothing else. */
    private List<Endpoint> inOrder() {
        List<Endpoint> order = new ArrayList<>();
        List<Endpoint> resting = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            (endpoint.serves() ? order : resting).add(endpoint);
        }
        order.addAll(resting);
        return order;
    }

    private void failed(Endpoint endpoint, Throwable failure) {
        endpoint.failed(clock.instant(), chain.cooldown());
        meters.counter("guildhall.chain.endpoint.failures", "endpoint", endpoint.name())
                .increment();
        log.warn("The node at {} gives no answer: {}", endpoint.name(), failure.toString());
    }

    // --- does it stand still?

    private void lookWhoStandsStill() {
        if (endpoints.size() > 1 && heads.beginLook(clock.instant(), chain.cooldown())) {
            Thread.ofVirtual().name("look-at-heads").start(this::compareHeads);
        }
    }

    private void compareHeads() {
        Map<Endpoint, Long> newest = new HashMap<>();
        try {
            for (Endpoint endpoint : endpoints) {
                if (endpoint.serves()) {
                    newestOf(endpoint).ifPresent(block -> newest.put(endpoint, block));
                }
            }
        } finally {
            for (Endpoint standing : heads.endLook(newest)) {
                failed(
                        standing,
                        new IOException("it stands still at block " + newest.get(standing)));
            }
        }
    }

    /** Of one that was not asked before, only after it was seen to serve the chain: blocks of another have other numbers. */
    private Optional<Long> newestOf(Endpoint endpoint) {
        try {
            if (!endpoint.chainSeen()) {
                requireChain(endpoint);
            }
            return Optional.of(newestBlock(endpoint));
        } catch (IOException e) {
            log.debug("{} cannot be compared with", endpoint.name(), e);
            return Optional.empty();
        }
    }

    // --- is it back?

    private void lookAtTheRested() {
        for (Endpoint endpoint : endpoints) {
            if (endpoint.beginLook(clock.instant())) {
                Thread.ofVirtual().name("look-at-" + endpoint.name()).start(() -> look(endpoint));
            }
        }
    }

    private void look(Endpoint endpoint) {
        try {
            // Before the other's, so that a block of this very moment is not held against it.
            Optional<Long> reached = newestOfWhoServes();
            requireChain(endpoint);
            long block = newestBlock(endpoint);
            if (reached.filter(number -> block < number).isPresent()) {
                throw new IOException(
                        "its newest block is %d, expected %d".formatted(block, reached.get()));
            }
            endpoint.answered();
            log.info("The node at {} serves again", endpoint.name());
        } catch (IOException e) {
            failed(endpoint, e);
        } finally {
            endpoint.endLook();
        }
    }

    /** Empty when there is nobody to compare with: whoever does not answer is found out by those who need an answer. */
    private Optional<Long> newestOfWhoServes() {
        for (Endpoint endpoint : endpoints) {
            if (endpoint.serves() && endpoint.chainSeen()) {
                Optional<Long> newest = newestOf(endpoint);
                if (newest.isPresent()) {
                    return newest;
                }
            }
        }
        return Optional.empty();
    }

    private long newestBlock(Endpoint endpoint) throws IOException {
        String found = ask(endpoint, "eth_blockNumber");
        try {
            return Numeric.decodeQuantity(found).longValueExact();
        } catch (RuntimeException e) {
            throw new IOException("block number '" + found + "'", e);
        }
    }

    private void requireChain(Endpoint endpoint) throws IOException {
        String found = ask(endpoint, "eth_chainId");
        String expected = Numeric.encodeQuantity(BigInteger.valueOf(chain.id()));
        if (!found.equals(expected)) {
            throw new IOException("chain id '" + found + "', expected " + expected);
        }
        endpoint.seeChain();
    }

    /** Asks what takes no parameters and is answered by one word. */
    private String ask(Endpoint endpoint, String method) throws IOException {
        String question =
                "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"%s\",\"params\":[]}".formatted(method);
        try {
            return JSON.readTree(post(endpoint, question)).path("result").asString("");
        } catch (JacksonException e) {
            throw new IOException("no JSON", e);
        }
    }

    // --- on the wire

    private byte[] post(Endpoint endpoint, String question) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(endpoint.url())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(question))
                        .build();
        CompletableFuture<HttpResponse<byte[]>> answer = withinReadTimeout(request);
        try {
            HttpResponse<byte[]> response = answer.get();
            if (response.statusCode() != 200) {
                throw new IOException("HTTP status " + response.statusCode() + ", expected 200");
            }
            return response.body();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure
                    ? failure
                    : new IOException(e.getCause());
        } catch (InterruptedException e) {
            // Whoever asked has no time left. Whether the endpoint is silent shows all the same.
            answer.exceptionally(
                    failure -> {
                        failed(endpoint, failure);
                        return null;
                    });
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Up to the last byte of the answer, where the client's own timeout ends with the first. */
    private CompletableFuture<HttpResponse<byte[]>> withinReadTimeout(HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> sent =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        return sent.copy()
                .orTimeout(chain.readTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((_, _) -> sent.cancel(true));
    }

    @Override
    public void close() {
        http.close();
    }
}
