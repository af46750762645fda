package io.guildhall.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.guildhall.localstack.testing.Infrastructure;
import io.guildhall.localstack.testing.WithInfrastructure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A running gateway, with a played user-service behind it and a real Redis beside it. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "guildhall.limits.address.per-minute=1000000",
            "guildhall.limits.address.burst=1000000",
            "guildhall.limits.auth.per-minute=1000000",
            "guildhall.limits.auth.burst=1000000",
            "guildhall.limits.user.per-minute=1000000",
            "guildhall.limits.user.burst=1000000",
            "guildhall.edge.max-body=64KB",
            "spring.cloud.gateway.server.webflux.httpclient.response-timeout=3s",
            "guildhall.frontend.location=${test.pages}",
        })
@WithInfrastructure(Infrastructure.REDIS)
public abstract class GatewayScenario {
    protected static final TokenIssuer ISSUER = new TokenIssuer("first");

    protected static final WireMockServer SERVICE =
            new WireMockServer(
                    WireMockConfiguration.options()
                            .dynamicPort()
                            .containerThreads(32)
                            .asynchronousResponseEnabled(true)
                            .asynchronousResponseThreads(32));

    protected static final Pages PAGES = Pages.inNewFolder();

    protected static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static {
        SERVICE.start();
    }

    @LocalServerPort private int port;

    @DynamicPropertySource
    static void neighbours(DynamicPropertyRegistry properties) {
        properties.add("guildhall.routes.user-service", SERVICE::baseUrl);
        properties.add("guildhall.routes.task-service", SERVICE::baseUrl);
        properties.add("test.pages", PAGES::location);
    }

    @BeforeEach
    void serviceAnswers() {
        SERVICE.resetAll();
        SERVICE.stubFor(any(anyUrl()).atPriority(10).willReturn(okJson("{}")));
        SERVICE.stubFor(
                get("/.well-known/jwks.json").willReturn(aResponse().withBody(ISSUER.jwks())));
    }

    protected HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
    }

    protected static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    protected HttpResponse<String> read(String path, String... headers) {
        HttpRequest.Builder request = request(path);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    protected static String header(HttpResponse<?> response, String name) {
        return Objects.requireNonNull(response.headers().firstValue(name).orElse(""));
    }

    /** Sends these lines as they are, for what no well-behaved client sends. */
    protected String raw(String... lines) throws IOException {
        String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A connection to the gateway; who waits ten seconds for its bytes waits in vain. */
    protected Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        return socket;
    }
}
