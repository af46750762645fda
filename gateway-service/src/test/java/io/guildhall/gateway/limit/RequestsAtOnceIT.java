package io.guildhall.gateway.limit;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guildhall.gateway.GatewayScenario;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** A connection to a service is a thing that one client, or all open pages together, could take from everybody. */
@DirtiesContext
@TestPropertySource(
        properties = {
            "guildhall.edge.trusted-proxies=127.0.0.0/8",
            "guildhall.limits.at-once.client=4",
            "guildhall.limits.at-once.streams=6",
            "spring.cloud.gateway.server.webflux.httpclient.response-timeout=20s",
            "spring.cloud.gateway.server.webflux.httpclient.pool.max-connections=8",
            "spring.cloud.gateway.server.webflux.httpclient.pool.acquire-timeout=500",
        })
class RequestsAtOnceIT extends GatewayScenario {
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private final List<HttpResponse<InputStream>> open = new ArrayList<>();

    @BeforeEach
    void serviceStreams() {
        SERVICE.stubFor(
                get(urlPathMatching("/api/v1/tasks/.*/events"))
                        .willReturn(
                                aResponse()
                                        .withHeader("Content-Type", "text/event-stream")
                                        .withBody(": beat\n\n".repeat(300))
                                        .withChunkedDribbleDelay(300, 60_000)));
    }

    @AfterEach
    void closeStreams() throws IOException {
        for (HttpResponse<InputStream> stream : open) {
            stream.body().close();
        }
    }

    /** Opens a stream and answers its status; one that is open stays so. */
    private int openStream(String address) throws Exception {
        HttpResponse<InputStream> answer =
                CLIENT.send(
                        request("/api/v1/tasks/1/events")
                                .header("X-Forwarded-For", address)
                                .build(),
                        BodyHandlers.ofInputStream());
        open.add(answer);
        return answer.statusCode();
    }

    private HttpResponse<String> ask(String address, String path) {
        return read(path, "X-Forwarded-For", address);
    }

    private static String newNetwork() {
        return "2001:db8:" + Integer.toHexString(ADDRESSES.incrementAndGet()) + ":";
    }

    @Test
    void oneClientTakesNoMoreThanItsShare() throws Exception {
        String stranger = newNetwork();
        for (int i = 1; i <= 4; i++) {
            assertThat(openStream(stranger + ":" + i)).isEqualTo(200);
        }

        assertThat(openStream(stranger + ":5")).isEqualTo(429);
        HttpResponse<String> refused = ask(stranger + ":6", "/api/v1/site");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("\"code\":\"too-many-requests\"", "\"retryAfter\":1");
        assertThat(ask(newNetwork() + ":1", "/api/v1/site").statusCode()).isEqualTo(200);
    }

    @Test
    void shareIsFreeAgainOnceItsAnswersHaveLeft() throws Exception {
        SERVICE.stubFor(get("/api/v1/users/1").willReturn(okJson("{}").withFixedDelay(1_500)));
        String client = newNetwork() + ":1";
        List<CompletableFuture<HttpResponse<String>>> slow = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            slow.add(
                    CLIENT.sendAsync(
                            request("/api/v1/users/1").header("X-Forwarded-For", client).build(),
                            BodyHandlers.ofString()));
        }
        await().until(() -> ask(client, "/api/v1/site").statusCode() == 429);

        slow.forEach(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));

        await().until(() -> ask(client, "/api/v1/site").statusCode() == 200);
    }

    @Test
    void openPagesTogetherLeaveConnectionsForRequests() throws Exception {
        for (int i = 0; i < 6; i++) {
            assertThat(openStream(newNetwork() + ":1")).isEqualTo(200);
        }

        for (int i = 0; i < 3; i++) {
            assertThat(openStream(newNetwork() + ":1")).isEqualTo(429);
        }

        // A refused stream gives its connection back a moment after its answer.
        await().until(() -> ask(newNetwork() + ":1", "/api/v1/site").statusCode() == 200);
        open.removeFirst().body().close();
        await().until(() -> openStream(newNetwork() + ":1") == 200);
    }

    @Test
    void pagesAndFilesAreNotCounted() throws Exception {
        String client = newNetwork() + ":1";
        for (int i = 0; i < 4; i++) {
            assertThat(openStream(client)).isEqualTo(200);
        }

        assertThat(ask(client, "/assets/app-1a2b3c.js").statusCode()).isEqualTo(200);
    }
}
