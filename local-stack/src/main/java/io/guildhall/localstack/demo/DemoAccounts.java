package io.guildhall.localstack.demo;

import io.guildhall.localstack.demo.DemoRecord.SecondFactor;
import io.guildhall.localstack.infrastructure.ChainNode;
import io.guildhall.localstack.state.JsonFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** The demo accounts, and their ways in. */
final class DemoAccounts {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PULSE = Duration.ofMillis(100);

    /** A code counts once, and the next one comes within half a minute. */
    private static final Duration CODE_PATIENCE = Duration.ofSeconds(65);

    private static final String ADMIN = "admin";
    private static final String WEN = "wen";
    private static final String MIRA = "mira";
    private static final String KAI = "kai";
    private static final String LIN = "lin";
    private static final String YAN = "yan";

    /** The first accounts of the node's public mnemonic: the node signs for them. */
    static final Map<String, String> WALLETS =
            Map.of(
                    MIRA, "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
                    KAI, "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                    LIN, "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
                    YAN, "0x90F79bf6EB2c4f870365E785982E1f101E93b906");

    private static final Set<String> PUBLISHERS = Set.of(MIRA, LIN);

    /** Somebody with an access token. */
    record LoggedIn(String token, JsonNode me) {
        String id() {
            return me.path("id").asString();
        }

        boolean hasRole(String role) {
            return me.path("roles").valueStream().anyMatch(value -> value.asString().equals(role));
        }
    }

    private final Inbox inbox;
    private final ChainNode chain;
    private final Path bootstrapToken;
    private final JsonFile<DemoRecord> file;
    private DemoRecord record;

    DemoAccounts(Inbox inbox, ChainNode chain, Path file, Path bootstrapToken) {
        this.inbox = inbox;
        this.chain = chain;
        this.bootstrapToken = bootstrapToken;
        this.file = new JsonFile<>(file, new TypeReference<>() {});
        this.record = this.file.read().orElseGet(() -> DemoRecord.empty(DemoData.PASSWORD));
    }

    boolean complete() {
        return !record.accounts().isEmpty();
    }

    List<DemoAccount> all() {
        return record.accounts();
    }

    /** Makes what is missing. */
    void load(PublicApi api) {
        LoggedIn admin = admin(api);
        appealArbiter(api, admin.token());
        WALLETS.keySet().forEach(name -> trader(api, name));
        badge(api, admin.token());
        remember(
                record.with(
                        List.of(
                                account(ADMIN, "system administrator, " + secretOf(ADMIN)),
                                account(
                                        WEN,
                                        "system administrator who decides appeals, "
                                                + secretOf(WEN)),
                                account(
                                        MIRA,
                                        "publisher whose tasks an administrator checks first"),
                                account(
                                        LIN,
                                        "publisher with the verified badge, whose tasks nobody checks"),
                                account(KAI, "player"),
                                account(YAN, "player"))));
    }

    private static DemoAccount account(String name, String remark) {
        return new DemoAccount(name, email(name), remark);
    }

    private String secretOf(String name) {
        return "second factor: TOTP secret " + factor(name).secret();
    }

    /** Whoever checks tasks and rules on disputes; the token carries the second factor. */
    LoggedIn admin(PublicApi api) {
        LoggedIn admin = withSecondFactor(api, ADMIN);
        if (admin.hasRole("SYSTEM_ADMIN")) {
            return admin;
        }
        api.post("/api/v1/me/system-admin", admin.token(), Map.of("token", bootstrapToken()));
        return logIn(api, ADMIN);
    }

    /** Somebody else than who ruled first. */
    LoggedIn appealArbiter(PublicApi api, String admin) {
        LoggedIn arbiter = withSecondFactor(api, WEN);
        if (arbiter.hasRole("SYSTEM_ADMIN")) {
            return arbiter;
        }
        api.put(
                "/api/v1/admin/users/" + arbiter.id() + "/roles",
                admin,
                Map.of("roles", List.of("PLAYER", "SYSTEM_ADMIN")));
        return logIn(api, WEN);
    }

    private LoggedIn withSecondFactor(PublicApi api, String name) {
        LoggedIn who = logIn(api, name);
        verifyAddress(api, who, name);
        if (who.me().path("secondFactor").asBoolean()) {
            return who;
        }
        String secret =
                api.post(
                                "/api/v1/me/second-factor",
                                who.token(),
                                Map.of("password", DemoData.PASSWORD))
                        .path("secret")
                        .asString();
        // First: from the confirmation on nobody gets in without it.
        remember(record.with(name, new SecondFactor(secret, List.of())));
        JsonNode codes =
                api.post(
                        "/api/v1/me/second-factor/confirmation",
                        who.token(),
                        Map.of("code", presentCode(secret)));
        remember(
                record.with(
                        name,
                        new SecondFactor(
                                secret,
                                codes.path("recoveryCodes")
                                        .valueStream()
                                        .map(JsonNode::asString)
                                        .toList())));
        return logIn(api, name);
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
    LoggedIn trader(PublicApi api, String name) {
        LoggedIn who = logIn(api, name);
        verifyAddress(api, who, name);
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
                    Map.of(
                            "message",
                            message,
                            "signature",
                            sign(message, wallet),
                            "password",
                            DemoData.PASSWORD));
        }
        if (PUBLISHERS.contains(name) && !who.hasRole("TASK_PUBLISHER")) {
            api.post("/api/v1/me/publisher", who.token(), Map.of("acceptRules", true));
            return logIn(api, name);
        }
        return who;
    }

    private String sign(String message, String wallet) {
        String hex = "0x" + HexFormat.of().formatHex(message.getBytes(StandardCharsets.UTF_8));
        return chain.call("personal_sign", hex, wallet).asString();
    }

    private void badge(PublicApi api, String admin) {
        LoggedIn lin = logIn(api, LIN);
        if (lin.me().path("verified").asBoolean()) {
            return;
        }
        String request = pendingRequest(api, lin).orElseGet(() -> request(api, lin));
        api.post(
                "/api/v1/admin/verification-requests/" + request + "/decision",
                admin,
                Map.of("approved", true, "reason", "A known player of the community."));
    }

    private static Optional<String> pendingRequest(PublicApi api, LoggedIn user) {
        return api.get("/api/v1/me/verification-requests", user.token())
                .path("items")
                .valueStream()
                .filter(item -> item.path("status").asString().equals("PENDING"))
                .map(item -> item.path("id").asString())
                .findFirst();
    }

    private static String request(PublicApi api, LoggedIn user) {
        return api.post(
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

    /** Into the account of that name, which is registered if it is not there yet. */
    private LoggedIn logIn(PublicApi api, String name) {
        if (api.get("/api/v1/auth/usernames/" + name, null).path("available").asBoolean()) {
            return loggedIn(
                    api.post(
                            "/api/v1/auth/accounts",
                            null,
                            Map.of(
                                    "username",
                                    name,
                                    "email",
                                    email(name),
                                    "password",
                                    DemoData.PASSWORD,
                                    "locale",
                                    "zh-CN",
                                    "acceptTerms",
                                    true)));
        }
        try {
            return logInWith(api, name, null);
        } catch (PublicApi.RefusedException e) {
            if (!e.code().equals("second-factor-required")) {
                throw e;
            }
            return logInWithCode(api, name);
        }
    }

    /** By a recovery code while there are some: the code of this half minute may be spent. */
    private LoggedIn logInWithCode(PublicApi api, String name) {
        SecondFactor factor = factor(name);
        if (!factor.recoveryCodes().isEmpty()) {
            remember(record.with(name, factor.withoutFirstCode()));
            return logInWith(api, name, factor.recoveryCodes().getFirst());
        }
        long end = System.nanoTime() + CODE_PATIENCE.toNanos();
        String used = "";
        for (; ; ) {
            String code = presentCode(factor.secret());
            try {
                if (!code.equals(used)) {
                    return logInWith(api, name, code);
                }
            } catch (PublicApi.RefusedException e) {
                if (!e.code().equals("second-factor-invalid") || System.nanoTime() > end) {
                    throw e;
                }
                used = code;
            }
            LockSupport.parkNanos(PULSE.toNanos());
        }
    }

    private static LoggedIn logInWith(PublicApi api, String name, @Nullable String code) {
        Map<String, String> credentials =
                code == null
                        ? Map.of("identifier", name, "password", DemoData.PASSWORD)
                        : Map.of("identifier", name, "password", DemoData.PASSWORD, "code", code);
        return loggedIn(api.post("/api/v1/auth/sessions", null, credentials));
    }

    private static LoggedIn loggedIn(JsonNode tokens) {
        return new LoggedIn(tokens.path("accessToken").asString(), tokens.path("user"));
    }

    private static String presentCode(String secret) {
        return OneTimeCode.at(Clock.systemUTC().instant(), secret);
    }

    private void verifyAddress(PublicApi api, LoggedIn user, String name) {
        if (!user.me().path("emailVerified").asBoolean()) {
            api.post(
                    "/api/v1/auth/email-verifications",
                    null,
                    Map.of("token", inbox.verificationToken(email(name))));
        }
    }

    private SecondFactor factor(String name) {
        SecondFactor known = record.secondFactors().get(name);
        if (known == null) {
            throw new IllegalStateException(
                    name + " has a second factor that nobody here knows: start with --fresh");
        }
        return known;
    }

    private void remember(DemoRecord known) {
        record = known;
        file.write(known);
    }

    private static String email(String name) {
        return name + "@example.org";
    }
}
