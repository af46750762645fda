package io.guildhall.defaults.web;

import com.jayway.jsonpath.JsonPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One request to the server under test, sent as it is: no client cleverness in between. */
final class HttpCall {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final HttpRequest.Builder request;

    private HttpCall(int port, String path) {
        request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    static HttpCall to(int port, String path) {
        return new HttpCall(port, path);
    }

    HttpCall header(String name, String value) {
        request.header(name, value);
        return this;
    }

    HttpCall as(String token) {
        return header("Authorization", "Bearer " + token);
    }

    Answer get() {
        return send(request.GET());
    }

    Answer method(String method) {
        return send(request.method(method, HttpRequest.BodyPublishers.noBody()));
    }

    Answer post(String json) {
        return send(
                request.header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** Sends the body in chunks, without saying its length. */
    Answer postChunked(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return send(
                request.header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofInputStream(
                                        () -> new ByteArrayInputStream(bytes))));
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What came back. */
    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String body() {
            return response.body();
        }

        @Nullable Object at(String path) {
            return JsonPath.<Object>read(response.body(), path);
        }

        String text(String path) {
            return String.valueOf(at(path));
        }

        String code() {
            return text("$.code");
        }
    }
}
