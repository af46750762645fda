package io.guildhall.gateway.route;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.http.Fault;
import io.guildhall.gateway.GatewayScenario;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ProxyIT extends GatewayScenario {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/auth/usernames/%E5%B7%A5%E5%8C%A0",
                "/api/v1/me",
                "/api/v1/me/sessions",
                "/api/v1/users/7",
                "/api/v1/admin/users?query=a%20b&limit=20",
                "/api/v1/site",
                "/.well-known/jwks.json",
            })
    void userServiceIsAskedWithTheSamePath(String path) {
        assertThat(read(path).statusCode()).isEqualTo(200);

        SERVICE.verify(getRequestedFor(urlEqualTo(path)));
    }

    @Test
    void documentIsFetchedFromTheService() {
        assertThat(read("/v3/api-docs/user-service").statusCode()).isEqualTo(200);

        SERVICE.verify(getRequestedFor(urlEqualTo("/v3/api-docs")));
    }

    @Test
    void servicesOwnAnswerPassesUnchanged() {
        SERVICE.stubFor(
                post("/api/v1/auth/sessions")
                        .willReturn(
                                aResponse()
                                        .withStatus(401)
                                        .withHeader("Content-Type", "application/problem+json")
                                        .withHeader("Set-Cookie", "a=1; Path=/", "b=2; Path=/")
                                        .withBody("{\"code\":\"invalid-credentials\"}")));

        HttpResponse<String> answer =
                send(request("/api/v1/auth/sessions").POST(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("{\"code\":\"invalid-credentials\"}");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .containsExactly("a=1; Path=/", "b=2; Path=/");
    }

    @Test
    void serviceIsToldWhoTheClientIsByTheGatewayOnly() {
        read(
                "/api/v1/site",
                "X-Forwarded-For",
                "1.2.3.4",
                "X-Forwarded-Proto",
                "https",
                "X-User-Id",
                "1",
                "Forwarded",
                "for=1.2.3.4",
                "X-Guildhall-Client",
                "web",
                "traceparent",
                "00-11111111111111111111111111111111-2222222222222222-01");

        SERVICE.verify(
                getRequestedFor(urlEqualTo("/api/v1/site"))
                        .withHeader("X-Forwarded-For", equalTo("127.0.0.1"))
                        .withHeader("X-Forwarded-Proto", equalTo("http"))
                        .withHeader("X-Forwarded-Host", matching("127\\.0\\.0\\.1:\\d+"))
                        .withHeader("X-User-Id", absent())
                        .withHeader("Forwarded", absent())
                        .withHeader("X-Guildhall-Client", equalTo("web")));
        assertThat(traceParents()).noneMatch(trace -> trace.contains("1111111111"));
    }

    @Test
    void traceReachesTheServiceAndTheClient() {
        HttpResponse<String> answer = read("/api/v1/site");

        String traceId = header(answer, "X-Trace-Id");
        assertThat(traceId).matches("[0-9a-f]{32}");
        assertThat(traceParents()).anyMatch(trace -> trace.startsWith("00-" + traceId + "-"));
    }

    @Test
    void servicesWordsOnSecurityAndOriginsAreDropped() {
        SERVICE.stubFor(
                get("/api/v1/site")
                        .willReturn(
                                okJson("{}")
                                        .withHeader("Access-Control-Allow-Origin", "*")
                                        .withHeader("Content-Security-Policy", "default-src *")
                                        .withHeader("X-Powered-By", "Tomcat")
                                        .withHeader("X-Content-Type-Options", "nosniff")
                                        .withHeader("Cache-Control", "max-age=60")));

        HttpResponse<String> answer = read("/api/v1/site");

        assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
        assertThat(answer.headers().map()).doesNotContainKey("x-powered-by");
        assertThat(answer.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .startsWith("default-src 'self'");
        assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(header(answer, "Cache-Control")).isEqualTo("max-age=60");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Server",
                "X-Powered-By",
                "X-Application-Context",
                "X-Trace-Id",
                "Content-Security-Policy",
                "Content-Security-Policy-Report-Only",
                "Cross-Origin-Opener-Policy",
                "Cross-Origin-Resource-Policy",
                "Permissions-Policy",
                "Referrer-Policy",
                "Strict-Transport-Security",
                "X-Content-Type-Options",
                "X-Frame-Options",
                "X-XSS-Protection",
                "Access-Control-Allow-Credentials",
                "Access-Control-Expose-Headers",
            })
    void serviceHasNoVoiceInWhatTheGatewayAnswersFor(String header) {
        SERVICE.stubFor(
                get("/api/v1/site").willReturn(okJson("{}").withHeader(header, "of-the-service")));

        assertThat(read("/api/v1/site").headers().allValues(header))
                .doesNotContain("of-the-service");
    }

    @Test
    void otherSitesAreRefusedBeforehand() throws IOException {
        String answer =
                raw(
                        "OPTIONS /api/v1/me HTTP/1.1",
                        "Host: localhost",
                        "Origin: https://evil.example",
                        "Access-Control-Request-Method: PATCH");

        assertThat(answer).startsWith("HTTP/1.1 403").contains("\"origin-not-allowed\"");
        assertThat(answer).doesNotContainIgnoringCase("Access-Control-Allow");
    }

    @Test
    void slowServiceIsATimeout() {
        SERVICE.stubFor(get("/api/v1/users/1").willReturn(okJson("{}").withFixedDelay(5_000)));

        HttpResponse<String> answer = read("/api/v1/users/1");

        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.body()).contains("\"code\":\"service-timeout\"", "\"area\":\"accounts\"");
    }

    @Test
    void brokenConnectionIsTriedAgainForReadsOnly() {
        SERVICE.stubFor(
                any(urlPathEqualTo("/api/v1/me"))
                        .inScenario("broken")
                        .willSetStateTo("whole")
                        .willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
        SERVICE.stubFor(
                any(urlPathEqualTo("/api/v1/me"))
                        .inScenario("broken")
                        .whenScenarioStateIs("whole")
                        .willReturn(okJson("{}")));

        assertThat(read("/api/v1/me").statusCode()).isEqualTo(200);
        SERVICE.verify(2, getRequestedFor(urlEqualTo("/api/v1/me")));

        SERVICE.resetScenarios();
        HttpResponse<String> write =
                send(request("/api/v1/me").POST(BodyPublishers.ofString("{}")));
        assertThat(write.statusCode()).isEqualTo(503);
        assertThat(write.body()).contains("\"code\":\"service-unavailable\"");
        SERVICE.verify(1, postRequestedFor(urlEqualTo("/api/v1/me")));
    }

    @Test
    void failedAnswersOfAServiceAreNotTriedAgain() {
        SERVICE.stubFor(get("/api/v1/me").willReturn(aResponse().withStatus(503)));

        assertThat(read("/api/v1/me").statusCode()).isEqualTo(503);

        SERVICE.verify(1, getRequestedFor(urlEqualTo("/api/v1/me")));
    }

    @Test
    void bodyThatAnnouncesTooMuchIsRefused() {
        HttpResponse<String> answer =
                send(request("/api/v1/me").POST(BodyPublishers.ofString("x".repeat(70_000))));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("\"code\":\"request-too-large\"", "\"maxBytes\":65536");
        SERVICE.verify(0, postRequestedFor(urlEqualTo("/api/v1/me")));
    }

    @Test
    void bodyThatAnnouncesNothingIsCounted() {
        byte[] large = "x".repeat(70_000).getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> answer =
                send(
                        request("/api/v1/me")
                                .POST(
                                        BodyPublishers.ofInputStream(
                                                () -> new ByteArrayInputStream(large))));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("\"code\":\"request-too-large\"");
    }

    @Test
    void bodyWithinTheLimitPassesEitherWay() {
        byte[] body = "y".repeat(60_000).getBytes(StandardCharsets.UTF_8);

        send(request("/api/v1/me").POST(BodyPublishers.ofByteArray(body)));
        send(
                request("/api/v1/me")
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));

        SERVICE.verify(
                2,
                postRequestedFor(urlEqualTo("/api/v1/me"))
                        .withRequestBody(equalTo("y".repeat(60_000))));
    }

    @Test
    void evidenceFilePassesWholeThoughOtherBodiesMayNotBeAsLarge() {
        byte[] file = new byte[4_900_000];
        new Random(1).nextBytes(file);

        HttpResponse<String> answer =
                send(request("/api/v1/task-files").POST(BodyPublishers.ofByteArray(file)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(SERVICE.findAll(postRequestedFor(urlEqualTo("/api/v1/task-files"))))
                .singleElement()
                .satisfies(received -> assertThat(received.getBody()).isEqualTo(file));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void evidenceFileHasItsOwnLimit(boolean announced) {
        byte[] file = new byte[6 * 1024 * 1024 + 1];

        HttpResponse<String> answer =
                send(
                        request("/api/v1/task-files")
                                .POST(
                                        announced
                                                ? BodyPublishers.ofByteArray(file)
                                                : BodyPublishers.ofInputStream(
                                                        () -> new ByteArrayInputStream(file))));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body())
                .contains("\"code\":\"request-too-large\"", "\"maxBytes\":6291456");
    }

    @Test
    void oversizedHeadersAreRefused() throws IOException {
        String answer =
                raw("GET /api/v1/me HTTP/1.1", "Host: localhost", "X-Large: " + "x".repeat(20_000));

        assertThat(answer).startsWith("HTTP/1.1 4");
        SERVICE.verify(0, getRequestedFor(urlEqualTo("/api/v1/me")));
    }

    @Test
    void twoLengthsAreNotBelieved() throws IOException {
        String answer =
                raw(
                        "POST /api/v1/me HTTP/1.1",
                        "Host: localhost",
                        "Content-Length: 2",
                        "Transfer-Encoding: chunked",
                        "",
                        "0",
                        "",
                        "GET /api/v1/admin/users HTTP/1.1",
                        "Host: localhost");

        assertThat(answer).doesNotContain("HTTP/1.1 200 OK\r\n\r\nHTTP/1.1");
        SERVICE.verify(0, getRequestedFor(urlEqualTo("/api/v1/admin/users")));
    }

    @Test
    void jsonIsCompressedOnTheWay() throws Exception {
        String body = "{\"items\":\"" + "a".repeat(5_000) + "\"}";
        SERVICE.stubFor(get("/api/v1/site").willReturn(okJson(body)));
        var request = request("/api/v1/site").header("Accept-Encoding", "gzip");

        HttpResponse<byte[]> answer = CLIENT.send(request.build(), BodyHandlers.ofByteArray());

        assertThat(header(answer, "Content-Encoding")).isEqualTo("gzip");
        try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            assertThat(new String(unzipped.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(body);
        }
    }

    @Test
    void eventsArriveWhileTheStreamIsOpen() throws Exception {
        SERVICE.stubFor(
                get("/api/v1/me/events")
                        .willReturn(
                                aResponse()
                                        .withHeader("Content-Type", "text/event-stream")
                                        .withBody("data: one\n\ndata: two\n\ndata: end\n\n")
                                        .withChunkedDribbleDelay(3, 4_500)));
        var request = request("/api/v1/me/events").header("Accept", "text/event-stream");
        long start = System.nanoTime();

        HttpResponse<Stream<String>> answer =
                CLIENT.send(
                        request.header("Accept-Encoding", "gzip").build(), BodyHandlers.ofLines());

        Iterator<String> lines = answer.body().iterator();
        assertThat(lines.next()).isEqualTo("data: one");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        // Longer than the response timeout: that counts until the first byte.
        assertThat((Iterable<String>) () -> lines).contains("data: end");
    }

    @Test
    void eachRequestIsLoggedWithoutItsQuery(CapturedOutput output) {
        String token = ISSUER.tokenOf("4242");

        HttpResponse<String> answer =
                read("/api/v1/users/3?token=geheim", "Authorization", "Bearer " + token);

        // The line is written when the answer has left, which the client may see first.
        await().untilAsserted(
                        () ->
                                assertThat(linesAbout(output, "/api/v1/users/3"))
                                        .singleElement()
                                        .asString()
                                        .contains("\"method\":\"GET\"", "\"status\":200")
                                        .contains("\"userId\":\"4242\"", "\"bytes\":2", "\"ms\":")
                                        .contains("\"address\":\"127.0.0.1\"")
                                        .contains(header(answer, "X-Trace-Id"))
                                        .doesNotContain("geheim", token));
    }

    private static List<String> linesAbout(CapturedOutput output, String path) {
        return output.getOut().lines().filter(line -> line.contains(path)).toList();
    }

    private static List<String> traceParents() {
        return SERVICE.getAllServeEvents().stream()
                .map(event -> String.valueOf(event.getRequest().getHeader("traceparent")))
                .toList();
    }
}
