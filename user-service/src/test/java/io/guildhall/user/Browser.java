package io.guildhall.user;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A person's browser: keeps the cookie and the access token. */
public final class Browser {
    public static final String PASSWORD = "violet-anchor-17-moss";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final AtomicInteger NAMES =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(1_000_000));

    private final int port;
    private final String address;
    private @Nullable String accessToken;
    private @Nullable String cookie;

    Browser(int port) {
        this.port = port;
        int number = NAMES.incrementAndGet();
        this.address =
                "10." + (number >> 16 & 255) + '.' + (number >> 8 & 255) + '.' + (number & 255);
    }

    /** What came back. */
    public record Answer(int status, JsonNode body, HttpResponse<String> response) {
        public String code() {
            return body.path("code").asString("");
        }

        public String setCookie() {
            return response.headers().firstValue("set-cookie").orElse("");
        }
    }

    /** A name that nobody has. */
    public static String freshName() {
        return "u" + Integer.toString(NAMES.incrementAndGet(), 36) + "x";
    }

    public Answer post(String path, Map<String, ?> body) {
        return send("POST", path, body);
    }

    public Answer post(String path) {
        return send("POST", path, null);
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    /** Any request; answers with tokens are remembered. */
    public Answer send(String method, String path, @Nullable Object body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("X-Forwarded-For", address)
                        .header("X-Guildhall-Client", "web")
                        .header("User-Agent", "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0")
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (accessToken != null && !path.contains("/auth/")) {
            request.header("Authorization", "Bearer " + accessToken);
        }
        if (cookie != null) {
            request.header("Cookie", "guildhall_refresh=" + cookie);
        }
        return remembered(exchange(request.build()));
    }

    public static HttpResponse<String> exchange(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Answer remembered(HttpResponse<String> response) {
        JsonNode body =
                response.body().isEmpty()
                        ? JSON.createObjectNode()
                        : JSON.readTree(response.body());
        if (body.has("accessToken")) {
            accessToken = body.get("accessToken").asString();
        }
        for (String header : response.headers().allValues("set-cookie")) {
            if (header.startsWith("guildhall_refresh=")) {
                cookie = header.substring("guildhall_refresh=".length(), header.indexOf(';'));
            }
        }
        return new Answer(response.statusCode(), body, response);
    }

    public Answer register(String username, @Nullable String email) {
        return post(
                "/api/v1/auth/accounts",
                Map.of(
                        "username",
                        username,
                        "email",
                        email == null ? username + "@example.org" : email,
                        "password",
                        PASSWORD,
                        "locale",
                        "en",
                        "acceptTerms",
                        true));
    }

    public Answer logIn(String identifier, String password) {
        return post(
                "/api/v1/auth/sessions", Map.of("identifier", identifier, "password", password));
    }

    public Answer refresh() {
        return post("/api/v1/auth/refreshes");
    }

    public String cookie() {
        return cookie == null ? "" : cookie;
    }

    /** Another browser that got hold of this one's cookie. */
    public Browser thief() {
        Browser thief = new Browser(port);
        thief.cookie = cookie;
        return thief;
    }

    public URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    public List<String> permissions() {
        return get("/api/v1/me")
                .body()
                .get("permissions")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }
}
