package io.guildhall.localstack.demo;

import io.guildhall.localstack.infrastructure.ChainNode;
import io.guildhall.localstack.infrastructure.MailServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * An administrator, two publishers and two players, and tasks of theirs in every state. Every step looks first whether it has
 * been done, so an interrupted loading is completed by the next.
 */
public final class DemoData {
    /** Of all demo accounts. They exist on local stacks only. */
    public static final String PASSWORD = "Lantern-Harbor-42";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PULSE = Duration.ofMillis(100);

    private static final String ADMIN = "admin";
    private static final String MIRA = "mira";
    private static final String KAI = "kai";
    private static final String LIN = "lin";
    private static final String YAN = "yan";

    /** The first accounts of the node's public mnemonic: the node signs for them. */
    private static final Map<String, String> WALLETS =
            Map.of(
                    MIRA, "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
                    KAI, "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                    LIN, "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
                    YAN, "0x90F79bf6EB2c4f870365E785982E1f101E93b906");

    private static final Set<String> PUBLISHERS = Set.of(MIRA, LIN);

    private final String url;
    private final Inbox inbox;
    private final ChainNode chain;
    private final Path file;
    private final Path bootstrapToken;
    private final DemoProgress tasks;
    private DemoRecord record;

    /**
     * The demo data of one system.
     *
     * @param file where that is kept which nobody can ask for later
     * @param bootstrapToken the file with the token of the first system administrator
     */
    public DemoData(String url, MailServer mail, ChainNode chain, Path file, Path bootstrapToken) {
        this.url = url;
        this.inbox = new Inbox(mail);
        this.chain = chain;
        this.file = file;
        this.bootstrapToken = bootstrapToken;
        this.record = DemoRecord.read(file, PASSWORD);
        this.tasks = new DemoProgress(file.resolveSibling("demo-tasks.json"));
    }

    /** Whether an earlier run has made all accounts. */
    public boolean complete() {
        return record.complete();
    }

    /** The accounts, when they are complete. */
    public List<DemoAccount> accounts() {
        return record.accounts();
    }

    /** Whether an earlier run has made all tasks. */
    public boolean tasksComplete() {
        return tasks.complete();
    }

    /** Makes the tasks that are missing; they show on the market one by one. */
    public void loadTasks() {
        try (PublicApi api = new PublicApi(url)) {
            Map<String, DemoTasks.Person> people = new HashMap<>();
            for (Map.Entry<String, String> one : WALLETS.entrySet()) {
                LoggedIn who = trader(api, one.getKey());
                people.put(
                        one.getKey(),
                        new DemoTasks.Person(
                                who.me().path("id").asString(), who.token(), one.getValue()));
            }
            new DemoTasks(api, chain, people, admin(api), tasks).make(DemoCatalogue.tasks());
        }
    }

    /** Makes the accounts that are missing. */
    public void load() {
        try (PublicApi api = new PublicApi(url)) {
            String admin = admin(api);
            WALLETS.keySet().forEach(name -> trader(api, name));
            player(api, admin);
            remember(
                    record.completeWith(
                            List.of(
                                    new DemoAccount(
                                            ADMIN,
                                            email(ADMIN),
                                            "system administrator; second factor: TOTP secret "
                                                    + record.adminSecret()),
                                    new DemoAccount(
                                            MIRA,
                                            email(MIRA),
                                            "publisher, with the wallet " + WALLETS.get(MIRA)),
                                    new DemoAccount(
                                            LIN,
                                            email(LIN),
                                            "publisher with the verified badge, whose tasks nobody checks"),
                                    new DemoAccount(KAI, email(KAI), "player"),
                                    new DemoAccount(YAN, email(YAN), "player"))));
        }
    }

    private record LoggedIn(PublicApi api, String token, JsonNode me) {
        boolean hasRole(String role) {
            return me.path("roles").valueStream().anyMatch(value -> value.asString().equals(role));
        }
    }

    /** Returns an access token that carries the second factor. */
    private String admin(PublicApi api) {
        if (record.adminSecret() == null || record.recoveryCodes().isEmpty()) {
            LoggedIn admin = account(api, ADMIN);
            verified(admin, ADMIN);
            JsonNode enrolment = api.post("/api/v1/me/second-factor", admin.token(), Map.of());
            String secret = enrolment.path("secret").asString();
            JsonNode codes =
                    api.post(
                            "/api/v1/me/second-factor/confirmation",
                            admin.token(),
                            Map.of("code", OneTimeCode.at(Clock.systemUTC().instant(), secret)));
            List<String> recovery =
                    codes.path("recoveryCodes").valueStream().map(JsonNode::asString).toList();
            remember(record.withAdmin(secret, recovery));
        }
        LoggedIn admin = administrator(api);
        if (!admin.hasRole("SYSTEM_ADMIN")) {
            api.post("/api/v1/me/system-admin", admin.token(), Map.of("token", bootstrapToken()));
            admin = administrator(api);
        }
        return admin.token();
    }

    /** By a recovery code: the code of this half minute may be spent. */
    private LoggedIn administrator(PublicApi api) {
        List<String> codes = new ArrayList<>(record.recoveryCodes());
        String code = codes.removeFirst();
        remember(record.withAdmin(String.valueOf(record.adminSecret()), codes));
        return loggedIn(
                api,
                api.post(
                        "/api/v1/auth/sessions",
                        null,
                        Map.of("identifier", ADMIN, "password", PASSWORD, "code", code)));
    }

    /** The user service writes it when it is ready, which may be a moment after it says so. */
    private String bootstrapToken() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            try {
                String token =
                        Files.exists(bootstrapToken)
                                ? Files.readString(bootstrapToken).strip()
                                : "";
                if (!token.isEmpty()) {
                    return token;
                }
            } catch (IOException e) {
                throw new UncheckedIOException("no bootstrap token in " + bootstrapToken, e);
            }
            LockSupport.parkNanos(PULSE.toNanos());
        }
        throw new IllegalStateException(
                "no bootstrap token in " + bootstrapToken + ": is there an admin already?");
    }

    /** With a confirmed address, a wallet, and the role of a publisher where they are one. */
    private LoggedIn trader(PublicApi api, String name) {
        LoggedIn who = account(api, name);
        verified(who, name);
        String wallet = Objects.requireNonNull(WALLETS.get(name));
        if (who.me().path("ethereumAddress").isNull()) {
            JsonNode challenge =
                    api.post(
                            "/api/v1/auth/wallet-challenges",
                            who.token(),
                            Map.of("address", wallet));
            String message = SignInMessage.of(challenge, wallet);
            api.post(
                    "/api/v1/me/wallet",
                    who.token(),
                    Map.of("message", message, "signature", sign(message, wallet)));
        }
        if (PUBLISHERS.contains(name) && !who.hasRole("TASK_PUBLISHER")) {
            api.post("/api/v1/me/publisher", who.token(), Map.of("acceptRules", true));
            return account(api, name);
        }
        return who;
    }

    private String sign(String message, String wallet) {
        String hex = "0x" + HexFormat.of().formatHex(message.getBytes(StandardCharsets.UTF_8));
        return chain.call("personal_sign", hex, wallet).asString();
    }

    private void player(PublicApi api, String admin) {
        LoggedIn lin = account(api, LIN);
        if (lin.me().path("verified").asBoolean()) {
            return;
        }
        pendingRequest(lin)
                .or(() -> Optional.of(request(lin)))
                .ifPresent(
                        id ->
                                api.post(
                                        "/api/v1/admin/verification-requests/" + id + "/decision",
                                        admin,
                                        Map.of(
                                                "approved",
                                                true,
                                                "reason",
                                                "A known player of the community.")));
    }

    private static Optional<String> pendingRequest(LoggedIn user) {
        return user.api()
                .get("/api/v1/me/verification-requests", user.token())
                .path("items")
                .valueStream()
                .filter(item -> item.path("status").asString().equals("PENDING"))
                .map(item -> item.path("id").asString())
                .findFirst();
    }

    private static String request(LoggedIn user) {
        return user.api()
                .post(
                        "/api/v1/me/verification-requests",
                        user.token(),
                        Map.of(
                                "statement",
                                "I have led raids on three servers since 2019 and organise the weekly beginners' evening.",
                                "links",
                                List.of("https://example.org/players/lin")))
                .path("id")
                .asString();
    }

    /** The account of that name, registered if it is not there yet. */
    private LoggedIn account(PublicApi api, String username) {
        boolean free =
                api.get("/api/v1/auth/usernames/" + username, null).path("available").asBoolean();
        JsonNode tokens =
                free
                        ? api.post(
                                "/api/v1/auth/accounts",
                                null,
                                Map.of(
                                        "username",
                                        username,
                                        "email",
                                        email(username),
                                        "password",
                                        PASSWORD,
                                        "locale",
                                        "zh-CN",
                                        "acceptTerms",
                                        true))
                        : api.post(
                                "/api/v1/auth/sessions",
                                null,
                                Map.of("identifier", username, "password", PASSWORD));
        return loggedIn(api, tokens);
    }

    private static LoggedIn loggedIn(PublicApi api, JsonNode tokens) {
        return new LoggedIn(api, tokens.path("accessToken").asString(), tokens.path("user"));
    }

    private void verified(LoggedIn user, String username) {
        if (!user.me().path("emailVerified").asBoolean()) {
            user.api()
                    .post(
                            "/api/v1/auth/email-verifications",
                            null,
                            Map.of("token", inbox.verificationToken(email(username))));
        }
    }

    private void remember(DemoRecord known) {
        record = known;
        known.writeTo(file);
    }

    private static String email(String username) {
        return username + "@example.org";
    }
}
