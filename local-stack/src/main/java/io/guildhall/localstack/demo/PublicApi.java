package io.guildhall.localstack.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The platform's REST interface, as a browser sees it. */
final class PublicApi implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String url;
    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.shared();

    PublicApi(String url) {
        this.url = url;
    }

    /** The platform said no. */
    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String code;

        RefusedException(String request, int status, JsonNode problem) {
            super(request + " is answered with " + status + " " + problem);
            this.code = problem.path("code").asString("");
        }

        /** The stable code of the problem. */
        String code() {
            return code;
        }
    }

    JsonNode get(String path, @Nullable String token) {
        return send("GET", path, token, null, null);
    }

    JsonNode post(String path, @Nullable String token, Object body) {
        return send("POST", path, token, body, null);
    }

    /** With a key under which the request has its effect once, however often it is sent. */
    JsonNode post(String path, String token, Object body, String idempotencyKey) {
        return send("POST", path, token, body, idempotencyKey);
    }

    JsonNode put(String path, String token, Object body) {
        return send("PUT", path, token, body, null);
    }

    private JsonNode send(
            String method,
            String path,
            @Nullable String token,
            @Nullable Object body,
            @Nullable String idempotencyKey) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path))
                        .timeout(PATIENCE)
                        .header("Accept", "application/json, application/problem+json")
                        .header("Origin", url)
                        .header("X-Guildhall-Client", "web");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json");
            request.method(
                    method, HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)));
        }
        try {
            HttpResponse<byte[]> answer =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            JsonNode content =
                    answer.body().length == 0
                            ? json.createObjectNode()
                            : json.readTree(answer.body());
            if (answer.statusCode() >= 400) {
                throw new RefusedException(method + " " + path, answer.statusCode(), content);
            }
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path + " is not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
