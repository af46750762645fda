package io.guildhall.localstack.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The platform's REST interface, as a browser sees it. */
final class PublicApi implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int TRIES = 5;
    private static final int FIRST_OUTAGE = 500;

    private final String url;
    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.shared();

    PublicApi(String url) {
        this.url = url;
    }

    /** The platform said no. */
    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int status;
        private final String code;

        RefusedException(String request, int status, JsonNode problem) {
            super(request + " is answered with " + status + " " + problem);
            this.status = status;
            this.code = problem.path("code").asString("");
        }

        /** Whether it is not about the request: somebody behind the door is late, or on their way back. */
        boolean isOutage() {
            return status >= FIRST_OUTAGE;
        }

        /** The stable code of the problem. */
        String code() {
            return code;
        }
    }

    /** Asks again while the platform is late: nothing happens by asking. */
    JsonNode get(String path, @Nullable String token) {
        for (int i = 1; ; i++) {
            try {
                return send("GET", path, token, null);
            } catch (RefusedException e) {
                if (i == TRIES || !e.isOutage()) {
                    throw e;
                }
            } catch (UncheckedIOException e) {
                if (i == TRIES) {
                    throw e;
                }
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    JsonNode post(String path, @Nullable String token, Object body) {
        return send("POST", path, token, body);
    }

    JsonNode put(String path, String token, Object body) {
        return send("PUT", path, token, body);
    }

    private JsonNode send(
            String method, String path, @Nullable String token, @Nullable Object body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path))
                        .timeout(PATIENCE)
                        .header("Accept", "application/json, application/problem+json")
                        .header("Origin", url)
                        .header("X-Guildhall-Client", "web");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
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
