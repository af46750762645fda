package io.guildhall.gateway.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.gateway.GatewayScenario;
import io.guildhall.gateway.Pages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "guildhall.frontend.connect-origins=http://127.0.0.1:8545")
class PagesIT extends GatewayScenario {
    private static final String HTML = "text/html,application/xhtml+xml,*/*;q=0.8";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/index/",
                "/task-market/",
                "/login",
                "/reset-password/?token=a.b",
                "/users/7204923817492",
                "/apiary",
            })
    void pagesOwnRoutesAreAnsweredWithThePage(String path) {
        HttpResponse<String> answer = read(path, "Accept", HTML);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(Pages.PAGE);
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
        assertThat(header(answer, "Content-Type")).startsWith("text/html");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/v1/nothing",
                "/api/v2/me",
                "/actuator/env",
                "/actuator",
                "/v3/api-docs/nobody",
                "/assets/missing-1.js",
                "/assets/missing",
                "/docs/missing",
                "/missing.png",
                "/.well-known/missing",
            })
    void whatIsNoPageIsNotFound(String path) {
        HttpResponse<String> answer = read(path, "Accept", HTML);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("\"code\":\"not-found\"", "\"traceId\":");
        assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "image/png,image/*", "nonsense"})
    void routeThatIsAskedForAsSomethingElseIsNotFound(String accepted) {
        HttpResponse<String> answer = read("/task-market/", "Accept", accepted);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("\"code\":\"not-found\"");
    }

    @Test
    void pageIsForThoseWhoTakeAnything() throws IOException {
        assertThat(read("/task-market/", "Accept", "*/*").body()).isEqualTo(Pages.PAGE);
        assertThat(raw("GET /task-market/ HTTP/1.1", "Host: localhost"))
                .startsWith("HTTP/1.1 200")
                .endsWith(Pages.PAGE);
        assertThat(read("/api/v1/nothing", "Accept", "*/*").statusCode()).isEqualTo(404);
        assertThat(send(request("/task-market/").POST(BodyPublishers.noBody())).statusCode())
                .isBetween(404, 405);
    }

    @Test
    void headOfAPageHasNoBody() {
        var head = request("/login/").header("Accept", HTML).HEAD();

        assertThat(send(head).statusCode()).isEqualTo(200);
    }

    @Test
    void pagesAreNotWrittenTo() {
        HttpResponse<String> answer = send(request("/index.html").DELETE());

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.body()).contains("\"code\":\"method-not-allowed\"");
        assertThat(header(answer, "Allow")).contains("GET");
    }

    @Test
    void hashedFilesAreKeptForAYear() {
        HttpResponse<String> answer = read("/assets/app-1a2b3c.js");

        assertThat(answer.body()).isEqualTo(Pages.SCRIPT);
        assertThat(header(answer, "Cache-Control"))
                .contains("max-age=31536000")
                .contains("immutable")
                .contains("public");
        assertThat(header(read("/robots.txt"), "Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void fileThatLiesThereCompressedIsSentSo() throws Exception {
        var brotli =
                request("/assets/app-1a2b3c.js").header("Accept-Encoding", "gzip, deflate, br");
        HttpResponse<String> first = send(brotli);
        assertThat(header(first, "Content-Encoding")).isEqualTo("br");
        assertThat(first.body()).isEqualTo(Pages.BROTLI);
        assertThat(header(first, "Content-Type")).contains("javascript");
        assertThat(header(first, "Vary")).containsIgnoringCase("Accept-Encoding");

        var gzip = request("/assets/app-1a2b3c.js").header("Accept-Encoding", "gzip");
        HttpResponse<byte[]> second = CLIENT.send(gzip.build(), BodyHandlers.ofByteArray());
        assertThat(header(second, "Content-Encoding")).isEqualTo("gzip");
        assertThat(unzip(second.body())).isEqualTo(Pages.SCRIPT);
    }

    @Test
    void pageIsCompressedOnTheWay() throws Exception {
        var request = request("/").header("Accept", HTML).header("Accept-Encoding", "gzip");

        HttpResponse<byte[]> answer = CLIENT.send(request.build(), BodyHandlers.ofByteArray());

        assertThat(header(answer, "Content-Encoding")).isEqualTo("gzip");
        assertThat(unzip(answer.body())).isEqualTo(Pages.PAGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../secret.txt",
                "/assets/../../secret.txt",
                "/assets/..%2f..%2fsecret.txt",
                "/assets/%2e%2e/%2e%2e/secret.txt",
                "/assets/..%5c..%5csecret.txt",
                "/assets/....//....//secret.txt",
                "/assets/%252e%252e/%252e%252e/secret.txt",
                "/docs/../../application.yaml",
                "/docs/..%2fapplication.yaml",
                "//secret.txt",
                "/assets/;/../../secret.txt",
                "/api/v1/me/..%2f..%2f..%2factuator/health",
                "/api/v1/me/../../../actuator/prometheus",
            })
    void pathsDoNotClimb(String path) throws IOException {
        String answer = raw("GET " + path + " HTTP/1.1", "Host: localhost");

        assertThat(answer).startsWith("HTTP/1.1 40").doesNotContain("secret\n", "spring:");
        assertThat(answer).doesNotEndWith("secret");
    }

    @Test
    void pageHasAStrictPolicy() {
        HttpResponse<String> answer = read("/", "Accept", HTML);

        assertThat(header(answer, "Content-Security-Policy"))
                .contains("default-src 'self'")
                .contains("script-src 'self';")
                .contains("style-src 'self';")
                .contains("connect-src 'self' http://127.0.0.1:8545;")
                .contains("object-src 'none'")
                .contains("base-uri 'none'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe-eval");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "X-Frame-Options")).isEqualTo("DENY");
        assertThat(header(answer, "Referrer-Policy")).isEqualTo("strict-origin-when-cross-origin");
        assertThat(header(answer, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(header(answer, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(header(answer, "Permissions-Policy")).contains("camera=()");
        assertThat(header(answer, "Strict-Transport-Security")).isEmpty();
    }

    @Test
    void apiPageKnowsEveryService() {
        HttpResponse<String> page = read("/docs", "Accept", HTML);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("/docs/docs.js").doesNotContain("<script>");

        assertThat(read("/docs/services.json").body()).contains("\"/v3/api-docs/user-service\"");
        for (String part : new String[] {"docs.js", "swagger-ui.css", "swagger-ui-bundle.js"}) {
            assertThat(read("/docs/" + part).statusCode()).as(part).isEqualTo(200);
        }
    }

    private static String unzip(byte[] bytes) throws IOException {
        try (GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(unzipped.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
