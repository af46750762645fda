package io.guildhall.defaults.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Calls the service over real HTTP, as somebody or as a guest. */
public final class Api {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final int port;

    public Api(int port) {
        this.port = port;
    }

    /** What came back. */
    public record Answer(int status, String body, Map<String, List<String>> headers) {
        /** The body as JSON; a JSON null when it is empty or something else. */
        public JsonNode json() {
            return body.startsWith("{") || body.startsWith("[")
                    ? JSON.readTree(body)
                    : JsonNodeFactory.instance.nullNode();
        }

        /** The problem code, or nothing where the answer is no problem. */
        public String code() {
            return json().path("code").asString("");
        }

        /** A field of the body as text. */
        public String text(String field) {
            return json().path(field).asString("");
        }

        /** The first value of a header, or nothing. */
        public String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }

        public Answer expect(int expected) {
            assertThat(status).as(body).isEqualTo(expected);
            return this;
        }

        public Answer expect(int expected, String expectedCode) {
            expect(expected);
            assertThat(code()).as(body).isEqualTo(expectedCode);
            return this;
        }
    }

    public Answer get(@Nullable String token, String path) {
        return call(token, "GET", path, null);
    }

    public Answer post(@Nullable String token, String path, Object body) {
        return call(token, "POST", path, body);
    }

    public Answer put(@Nullable String token, String path, Object body) {
        return call(token, "PUT", path, body);
    }

    public Answer delete(@Nullable String token, String path) {
        return call(token, "DELETE", path, null);
    }

    /** One call; a body goes as JSON. */
    public Answer call(@Nullable String token, String method, String path, @Nullable Object body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("X-Guildhall-Client", "web");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        request.method(
                method,
                body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        return send(request.build());
    }

    /** A request as it is. */
    public static Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response =
                    HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response.headers().map());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
