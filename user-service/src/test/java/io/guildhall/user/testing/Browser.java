package io.guildhall.user.testing;

import io.guildhall.defaults.testing.Api;
import io.guildhall.defaults.testing.Api.Answer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A person's browser, at an address of its own: keeps the cookie and the access token, and knows whose they are. */
public final class Browser {
    public static final String PASSWORD = "violet-anchor-17-moss";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final AtomicInteger ADDRESSES =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(1_000_000));

    private final int port;
    private final String address;
    private final String network;
    private long id;
    private String username = "";
    private @Nullable String accessToken;
    private @Nullable String cookie;
    private String device = "";

    Browser(int port) {
        this.port = port;
        int number = ADDRESSES.incrementAndGet();
        // A network of its own, as the least customer has: limits count that, not the address.
        this.network = "20010db8%08x".formatted(number);
        this.address = "2001:db8:%x:%x::7".formatted(number >>> 16, number & 0xffff);
    }

    /** A name that nobody has, nor one that begins alike. */
    public static String freshName() {
        return "u" + UUID.randomUUID().toString().replace("-", "").substring(0, 15);
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path) {
        return send("POST", path, null);
    }

    public Answer post(String path, Object body) {
        return send("POST", path, body);
    }

    public Answer put(String path, Object body) {
        return send("PUT", path, body);
    }

    public Answer patch(String path, Object body) {
        return send("PATCH", path, body);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** Any request; answers with tokens are remembered. */
    public Answer send(String method, String path, @Nullable Object body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(at(path))
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
            request.header(
                    "Cookie", "guildhall_refresh=" + cookie + "; guildhall_device=" + device);
        }
        return remembered(Api.send(request.build()));
    }

    private Answer remembered(Answer answer) {
        if (answer.json().has("accessToken")) {
            accessToken = answer.text("accessToken");
            id = Long.parseLong(answer.json().at("/user/id").asString());
            username = answer.json().at("/user/username").asString();
        }
        for (String header : answer.headers().getOrDefault("set-cookie", List.of())) {
            if (header.startsWith("guildhall_refresh=")) {
                cookie = header.substring("guildhall_refresh=".length(), header.indexOf(';'));
            }
            if (header.startsWith("guildhall_device=")) {
                device = header.substring("guildhall_device=".length(), header.indexOf(';'));
            }
        }
        return answer;
    }

    /** Registers; the address is the name's own at example.org unless another is given. */
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

    public Answer logIn(String identifier, String password, String code) {
        return post(
                "/api/v1/auth/sessions",
                Map.of("identifier", identifier, "password", password, "code", code));
    }

    public Answer refresh() {
        return post("/api/v1/auth/refreshes");
    }

    /** Sets a second factor up; sessions opened or renewed from now on have it. */
    public Authenticator addSecondFactor() {
        String secret =
                post("/api/v1/me/second-factor", Map.of("password", PASSWORD))
                        .expect(200)
                        .text("secret");
        JsonNode codes =
                post(
                                "/api/v1/me/second-factor/confirmation",
                                Map.of("code", new Authenticator(secret, List.of()).code(0)))
                        .expect(200)
                        .json()
                        .path("recoveryCodes");
        return new Authenticator(secret, codes.valueStream().map(JsonNode::asString).toList());
    }

    /** Another browser of the same person, logged in with the password. */
    public Browser another() {
        Browser another = new Browser(port);
        another.logIn(username, PASSWORD).expect(200);
        return another;
    }

    /** Another browser that got hold of this one's cookie. */
    public Browser thief() {
        Browser thief = new Browser(port);
        thief.cookie = cookie;
        return thief;
    }

    /** Nobody can tell any more who has logged in here. */
    public void forgetDevice() {
        device = "";
    }

    /** What tells that its owner has logged in here. */
    public String device() {
        return device;
    }

    public long id() {
        return id;
    }

    public String username() {
        return username;
    }

    /** The address that its requests come from. */
    public String address() {
        return address;
    }

    /** What limits count its tries under. */
    public String network() {
        return network + "/64";
    }

    public String cookie() {
        return cookie == null ? "" : cookie;
    }

    public URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    public List<String> permissions() {
        return get("/api/v1/me")
                .json()
                .get("permissions")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }
}
