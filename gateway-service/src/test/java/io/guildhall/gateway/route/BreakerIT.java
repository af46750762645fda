package io.guildhall.gateway.route;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import io.guildhall.gateway.GatewayScenario;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

@DirtiesContext
@TestPropertySource(
        properties = {
            "guildhall.breaker.minimum-calls=4",
            "guildhall.breaker.open-for=500ms",
            "guildhall.breaker.probes=2",
            // One machine plays everybody: what is shown here is that nothing refuses, not how fast
            // it is.
            "spring.cloud.gateway.server.webflux.httpclient.response-timeout=15s"
        })
class BreakerIT extends GatewayScenario {

    @Test
    void opensWhileTheServiceIsDownAndClosesWhenItIsBack() {
        SERVICE.stubFor(
                get("/api/v1/me")
                        .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        for (int i = 0; i < 6; i++) {
            assertThat(read("/api/v1/me").statusCode()).isEqualTo(503);
        }
        SERVICE.resetRequests();

        HttpResponse<String> answer = read("/api/v1/me");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body())
                .contains("\"code\":\"service-unavailable\"", "\"area\":\"accounts\"");
        assertThat(header(answer, "Retry-After")).isEqualTo("5");
        SERVICE.verify(0, getRequestedFor(urlEqualTo("/api/v1/me")));

        SERVICE.stubFor(get("/api/v1/me").willReturn(okJson("{}")));
        Awaitility.await()
                .untilAsserted(() -> assertThat(read("/api/v1/me").statusCode()).isEqualTo(200));
        for (int i = 0; i < 10; i++) {
            assertThat(read("/api/v1/me").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void answersOfAnyStatusKeepItClosed() {
        SERVICE.stubFor(get("/api/v1/site").willReturn(aResponse().withStatus(500)));

        for (int i = 0; i < 10; i++) {
            assertThat(read("/api/v1/site").statusCode()).isEqualTo(500);
        }

        SERVICE.verify(10, getRequestedFor(urlEqualTo("/api/v1/site")));
    }

    @Test
    void manyConcurrentCallsAreAllAnswered() {
        SERVICE.stubFor(get("/api/v1/users/2").willReturn(okJson("{}").withFixedDelay(300)));

        List<CompletableFuture<Integer>> answers =
                IntStream.range(0, 256)
                        .mapToObj(
                                _ ->
                                        CLIENT.sendAsync(
                                                        request("/api/v1/users/2").build(),
                                                        BodyHandlers.ofString())
                                                .thenApply(HttpResponse::statusCode))
                        .toList();

        assertThat(answers.stream().map(CompletableFuture::join)).hasSize(256).containsOnly(200);
    }
}
