package io.guildhall.gateway.edge;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.gateway.GatewayScenario;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
        properties = {"guildhall.edge.max-head-time=1s", "guildhall.edge.max-body-time=1s"})
class RequestIntakeIT extends GatewayScenario {
    private static final Duration TRICKLE = Duration.ofMillis(300);

    /** Longer than the idle timeout of a test may be, and much longer than what is bounded here. */
    private static final int TRICKLED_BYTES = 60;

    @Test
    void tooLargeHeadersAreAProblem() throws IOException {
        String answer =
                raw("GET /api/v1/me HTTP/1.1", "Host: localhost", "X-Large: " + "x".repeat(20_000));

        assertThat(answer).startsWith("HTTP/1.1 431 ").contains("\"code\":\"headers-too-large\"");
        assertProblem(answer);
    }

    @Test
    void tooLongAddressIsAProblem() throws IOException {
        String answer = raw("GET /" + "x".repeat(9_000) + " HTTP/1.1", "Host: localhost");

        assertThat(answer).startsWith("HTTP/1.1 414 ").contains("\"code\":\"address-too-long\"");
        assertProblem(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/me HTTP/1.1\r\nHost: localhost\r\nContent-Length: x",
                "GET /api/v1/me HTTP/1.1\r\nHost: localhost\r\nName : value",
                "GET /api/v1/me HTTP/x.y\r\nHost: localhost",
                "\u0001\u0002\u0003 / HTTP/1.1\r\nHost: localhost",
            })
    void brokenFramingIsAProblem(String request) throws IOException {
        String answer = raw(request);

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"code\":\"invalid-request\"");
        assertProblem(answer);
    }

    @Test
    void headersThatTrickleInAreNotWaitedFor() throws IOException {
        try (Socket client = connect()) {
            write(client, "GET /api/v1/me HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");

            String answer = trickleUntilTheEnd(client);

            assertThat(answer).startsWith("HTTP/1.1 408 ").contains("\"code\":\"request-timeout\"");
            assertProblem(answer);
        }
    }

    @Test
    void headersThatTrickleInAfterAnAnswerAreNotWaitedForEither() throws IOException {
        try (Socket client = connect()) {
            write(client, "GET /api/v1/me HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(new String(client.getInputStream().readNBytes(12), StandardCharsets.UTF_8))
                    .isEqualTo("HTTP/1.1 200");
            write(client, "GET /api/v1/me HTTP/1.1\r\nX-Slow: ");

            assertThat(trickleUntilTheEnd(client)).contains("HTTP/1.1 408 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 100", "Transfer-Encoding: chunked"})
    void bodyThatTricklesInIsNotWaitedFor(String length) throws IOException {
        try (Socket client = connect()) {
            write(
                    client,
                    "POST /api/v1/me HTTP/1.1\r\nHost: localhost\r\n" + length + "\r\n\r\n100\r\n");

            String answer = trickleUntilTheEnd(client);

            assertThat(answer).startsWith("HTTP/1.1 408 ").contains("\"code\":\"request-timeout\"");
            assertThat(answer).contains("\"traceId\":");
            assertProblem(answer);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization: Bearer bad", "Accept: */*"})
    void connectionEndsWithABodyThatNobodyReads(String header) throws IOException {
        try (Socket client = connect()) {
            write(
                    client,
                    "POST /login HTTP/1.1\r\nHost: localhost\r\n"
                            + header
                            + "\r\nContent-Length: 100\r\n\r\n");

            assertThat(trickleUntilTheEnd(client)).startsWith("HTTP/1.1 4");
        }
    }

    @Test
    void bodyInPiecesWithinTheTimePasses() throws IOException {
        try (Socket client = connect()) {
            write(
                    client,
                    "POST /api/v1/me HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                            + "Content-Length: 4\r\n\r\n12");
            client.getOutputStream().flush();
            write(client, "34");

            assertThat(rest(client)).startsWith("HTTP/1.1 200 ");
        }
        SERVICE.verify(postRequestedFor(urlEqualTo("/api/v1/me")).withRequestBody(equalTo("1234")));
    }

    private static void assertProblem(String answer) {
        assertThat(answer)
                .containsIgnoringCase("\r\nContent-Type: application/problem+json\r\n")
                .containsIgnoringCase("\r\nConnection: close\r\n")
                .contains("\"type\":\"urn:guildhall:problem:");
    }

    /** Sends a byte now and then, which keeps any idle timeout from striking, until the server ends the connection. */
    private static String trickleUntilTheEnd(Socket client) throws IOException {
        client.setSoTimeout(Math.toIntExact(TRICKLE.toMillis()));
        StringBuilder answer = new StringBuilder();
        byte[] buffer = new byte[4096];
        for (int sent = 0; sent < TRICKLED_BYTES; ) {
            try {
                int read = client.getInputStream().read(buffer);
                if (read < 0) {
                    return answer.toString();
                }
                answer.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
            } catch (SocketTimeoutException _) {
                write(client, "x");
                sent++;
            } catch (IOException e) {
                return answer.toString(); // ended while we were sending
            }
        }
        throw new AssertionError("the connection is still open; so far it said: " + answer);
    }

    private static void write(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String rest(Socket client) throws IOException {
        return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
