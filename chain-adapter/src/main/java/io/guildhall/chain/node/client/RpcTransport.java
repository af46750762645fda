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
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.web3j.protocol.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Carries JSON-RPC to the first endpoint that answers. One that fails is left alone for a while, and asked all the same
 * when no other is left. Each is believed only after it was seen to serve the configured chain.
 */
final class RpcTransport extends Service {
    private static final Logger log = LoggerFactory.getLogger(RpcTransport.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final String CHAIN_QUESTION =
            "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"eth_chainId\",\"params\":[]}";

    private final List<Endpoint> endpoints;
    private final ChainProperties chain;
    private final Clock clock;
    private final MeterRegistry meters;
    private final HttpClient http;

    RpcTransport(ChainProperties chain, Clock clock, MeterRegistry meters) {
        super(false);
        this.endpoints = chain.rpcUrls().stream().map(Endpoint::new).toList();
        this.chain = chain;
        this.clock = clock;
        this.meters = meters;
        this.http = HttpClient.newBuilder().connectTimeout(chain.connectTimeout()).build();
    }

    @Override
    protected InputStream performIO(String question) throws IOException {
        @Nullable IOException last = null;
        for (Endpoint endpoint : inOrder()) {
            try {
                if (!endpoint.chainSeen()) {
                    requireChain(endpoint);
                }
                byte[] answer = post(endpoint, question);
                endpoint.answered();
                return new ByteArrayInputStream(answer);
            } catch (IOException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                endpoint.failed(clock, chain.cooldown());
                meters.counter("guildhall.chain.endpoint.failures", "endpoint", endpoint.name())
                        .increment();
                log.warn("The node at {} gives no answer: {}", endpoint.name(), e.toString());
                last = e;
            }
        }
        throw new IOException("none of " + endpoints.size() + " endpoints answers", last);
    }

    /** Those that work first; the others still, since there may be nothing else. */
    private List<Endpoint> inOrder() {
        List<Endpoint> order = new ArrayList<>();
        List<Endpoint> resting = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            (endpoint.rests(clock) ? resting : order).add(endpoint);
        }
        order.addAll(resting);
        return order;
    }

    private byte[] post(Endpoint endpoint, String question) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(endpoint.url())
                        .timeout(chain.readTimeout())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(question))
                        .build();
        try {
            HttpResponse<byte[]> response =
                    http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IOException("HTTP status " + response.statusCode() + ", expected 200");
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void requireChain(Endpoint endpoint) throws IOException {
        String found;
        try {
            JsonNode answer = JSON.readTree(post(endpoint, CHAIN_QUESTION));
            found = answer.path("result").asString("");
        } catch (JacksonException e) {
            throw new IOException("no JSON", e);
        }
        String expected = "0x" + BigInteger.valueOf(chain.id()).toString(16);
        if (!found.equals(expected)) {
            throw new IOException("chain id '" + found + "', expected " + expected);
        }
        endpoint.seeChain();
    }

    @Override
    public void close() {
        http.close();
    }
}
