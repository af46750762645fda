package io.guildhall.user;

import static io.guildhall.user.testing.Browser.PASSWORD;
import static io.guildhall.user.testing.Browser.freshName;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.defaults.testing.Api.Answer;
import io.guildhall.user.secret.RandomToken;
import io.guildhall.user.testing.Browser;
import io.guildhall.user.testing.Doors;
import io.guildhall.user.testing.RecordedAudit;
import io.guildhall.user.testing.RecordedPhoneCodes;
import io.guildhall.user.testing.UserServiceTest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@UserServiceTest
class ServiceIT {
    @Autowired private Doors doors;
    @Autowired private RecordedAudit audit;
    @Autowired private RecordedPhoneCodes phones;
    @Autowired private JdbcClient database;

    @Test
    void takesAPersonFromRegistrationToTheNextDay() {
        Browser browser = doors.browser();
        String name = freshName();
        String email = name + "@example.org";

        Answer registered = browser.register(name, email);

        assertThat(registered.status()).isEqualTo(201);
        assertThat(registered.json().get("tokenType").asString()).isEqualTo("Bearer");
        assertThat(registered.json().get("expiresIn").asInt()).isEqualTo(900);
        assertThat(registered.json().has("refreshToken")).isFalse();
        assertThat(registered.header("cache-control")).contains("no-store");
        assertThat(registered.header("set-cookie"))
                .doesNotContain("Max-Age")
                .contains("HttpOnly", "SameSite=Strict", "Path=/api/v1/auth");
        JsonNode user = registered.json().get("user");
        assertThat(user.get("id").isString()).isTrue();
        assertThat(user.get("email").isNull()).isTrue();
        assertThat(user.get("pendingEmail").asString()).isEqualTo(email);

        Answer verified =
                browser.post(
                        "/api/v1/auth/email-verifications",
                        Map.of("token", doors.token(email, "Confirm your mail address")));

        assertThat(verified.status()).isEqualTo(204);
        JsonNode me = browser.get("/api/v1/me").json();
        assertThat(me.get("email").asString()).isEqualTo(email);
        assertThat(me.get("emailVerified").asBoolean()).isTrue();

        assertThat(doors.browser().logIn(name.toUpperCase(Locale.ROOT), PASSWORD).status())
                .isEqualTo(200);
        assertThat(doors.browser().logIn(email, PASSWORD).status()).isEqualTo(200);
        assertThat(browser.refresh().status()).isEqualTo(200);
        assertThat(browser.get("/api/v1/me").status()).isEqualTo(200);
        assertThat(browser.get("/api/v1/me/sessions").json().get("items")).hasSize(3);
        audit.awaitActions(browser, "user.registered", "user.logged-in", "user.email-verified");
    }

    @Test
    void registersAndLogsInByPhone() {
        Browser browser = doors.browser();
        String phone =
                "+86138" + String.format(Locale.ROOT, "%08d", System.nanoTime() % 100_000_000);
        browser.post("/api/v1/auth/phone-codes", Map.of("phone", phone));
        String code = phones.code(phone);

        Answer registered =
                browser.post(
                        "/api/v1/auth/accounts",
                        Map.of(
                                "username",
                                freshName(),
                                "phone",
                                phone,
                                "phoneCode",
                                code,
                                "password",
                                PASSWORD,
                                "locale",
                                "zh-CN",
                                "acceptTerms",
                                true));

        assertThat(registered.status()).isEqualTo(201);
        assertThat(doors.browser().logIn(phone, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void publishesTheKeyThatSigned() {
        Browser browser = doors.browser();
        browser.register(freshName(), null);

        JsonNode keys = browser.get("/.well-known/jwks.json").json().get("keys");

        assertThat(keys).isNotEmpty();
        assertThat(keys.get(0).get("crv").asString()).isEqualTo("P-256");
        assertThat(keys.get(0).has("d")).isFalse();
    }

    @Test
    void refusesABearerOfNoOrAForeignToken() {
        assertThat(doors.browser().get("/api/v1/me").status()).isEqualTo(401);
    }

    @Test
    void tellsEveryFieldThatIsWrong() {
        Answer refused =
                doors.browser()
                        .post(
                                "/api/v1/auth/accounts",
                                Map.of(
                                        "username",
                                        "1",
                                        "email",
                                        "nonsense",
                                        "password",
                                        "password123",
                                        "locale",
                                        "en",
                                        "acceptTerms",
                                        true));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("invalid-request");
        assertThat(refused.json().get("errors").valueStream().map(e -> e.get("code").asString()))
                .containsExactlyInAnyOrder("username-length", "email-format", "password-common");
    }

    @Test
    void hidesWhatItsOwnerHides() {
        Browser browser = doors.browser();
        String id = browser.register(freshName(), null).json().at("/user/id").asString();
        browser.send(
                "PUT",
                "/api/v1/me/settings",
                Map.of(
                        "locale",
                        "en",
                        "theme",
                        "dark",
                        "privacy",
                        Map.of(
                                "showEthereumAddress", false,
                                "showJoinedAt", false,
                                "discoverable", true),
                        "notifications",
                        List.of()));

        JsonNode profile = doors.browser().get("/api/v1/users/" + id).json();

        assertThat(profile.get("joinedAt").isNull()).isTrue();
        assertThat(profile.has("email")).isFalse();
    }

    @Test
    void endsOtherSessionsWithANewPassword() {
        Browser one = doors.browser();
        String name = freshName();
        one.register(name, null);
        Browser other = doors.browser();
        other.logIn(name, PASSWORD);

        Answer wrong =
                one.send(
                        "PUT",
                        "/api/v1/me/password",
                        Map.of("currentPassword", "x", "newPassword", "cobalt-lantern-88"));
        Answer changed =
                one.send(
                        "PUT",
                        "/api/v1/me/password",
                        Map.of("currentPassword", PASSWORD, "newPassword", "cobalt-lantern-88"));

        assertThat(wrong.code()).isEqualTo("password-wrong");
        assertThat(changed.status()).isEqualTo(204);
        assertThat(one.refresh().status()).isEqualTo(200);
        assertThat(other.refresh().code()).isEqualTo("session-ended");
        assertThat(doors.browser().logIn(name, PASSWORD).code()).isEqualTo("invalid-credentials");
    }

    @Test
    void letsBackInByMailOnce() {
        String name = freshName();
        String email = name + "@example.org";
        Browser browser = doors.member(name);

        Browser lost = doors.browser();
        lost.post("/api/v1/auth/recoveries", Map.of("email", email, "locale", "en"));
        String token = doors.token(email, "Set a new password");
        Map<String, String> completion = Map.of("token", token, "password", "cobalt-lantern-88");
        Answer done = lost.post("/api/v1/auth/recoveries/completions", completion);

        assertThat(done.status()).isEqualTo(204);
        assertThat(lost.post("/api/v1/auth/recoveries/completions", completion).code())
                .isEqualTo("token-invalid");
        assertThat(browser.refresh().code()).isEqualTo("session-ended");
        assertThat(lost.logIn(name, "cobalt-lantern-88").status()).isEqualTo(200);
        doors.mail(email, "Your password was set anew");
    }

    @Test
    void refusesLinksThatAreTooOld() {
        Browser browser = doors.browser();
        String name = freshName();
        String email = name + "@example.org";
        String id = browser.register(name, email).json().at("/user/id").asString();
        String token = doors.token(email, "Confirm your mail address");
        database.sql("update EmailVerification set expires_at = utc_timestamp(6) where user_id = ?")
                .param(Long.parseLong(id))
                .update();

        Answer refused = browser.post("/api/v1/auth/email-verifications", Map.of("token", token));

        assertThat(refused.code()).isEqualTo("token-invalid");
    }

    @Test
    void sendsLinksThatLiveAsLongAsTheirMailsSay() {
        Browser browser = doors.browser();
        String name = freshName();
        String email = name + "@example.org";
        browser.register(name, email);
        String verification = doors.token(email, "Confirm your mail address");
        assertThat(minutesLeft("EmailVerification", verification)).isBetween(1_438L, 1_440L);
        browser.post("/api/v1/auth/email-verifications", Map.of("token", verification)).expect(204);

        browser.post("/api/v1/auth/recoveries", Map.of("email", email, "locale", "en"));
        String recovery = doors.token(email, "Set a new password");

        assertThat(minutesLeft("RecoveryToken", recovery)).isBetween(28L, 30L);
    }

    private long minutesLeft(String table, String token) {
        return database.sql(
                        "select timestampdiff(minute, utc_timestamp(6), expires_at) from "
                                + table
                                + " where token_hash = ?")
                .param(RandomToken.hash(token))
                .query(Long.class)
                .single();
    }

    @Test
    void refusesARecoveryThatIsTooOldOrWasOvertaken() {
        Browser browser = doors.member(freshName());
        RandomToken old = RandomToken.create();
        RandomToken overtaken = RandomToken.create();
        RandomToken used = RandomToken.create();
        addRecovery(old, browser, "utc_timestamp(6)");
        addRecovery(overtaken, browser, "utc_timestamp(6) + interval 30 minute");
        addRecovery(used, browser, "utc_timestamp(6) + interval 30 minute");

        complete(old).expect(400, "token-invalid");
        complete(used).expect(204);
        complete(overtaken).expect(400, "token-invalid");
    }

    @Test
    void takesRecoveriesBackWithANewPasswordAndANewAddress() {
        Browser person = doors.browser();
        String name = freshName();
        person.register(name, name + "@example.org");
        RandomToken beforePassword = RandomToken.create();
        addRecovery(beforePassword, person, "utc_timestamp(6) + interval 30 minute");
        person.put(
                        "/api/v1/me/password",
                        Map.of("currentPassword", PASSWORD, "newPassword", "cobalt-lantern-88"))
                .expect(204);
        complete(beforePassword).expect(400, "token-invalid");

        RandomToken toOldAddress = RandomToken.create();
        addRecovery(toOldAddress, person, "utc_timestamp(6) + interval 30 minute");
        person.post(
                        "/api/v1/auth/email-verifications",
                        Map.of(
                                "token",
                                doors.token(name + "@example.org", "Confirm your mail address")))
                .expect(204);
        complete(toOldAddress).expect(400, "token-invalid");
    }

    @Test
    void logsInWithTheLongestPassword() {
        Browser person = doors.browser();
        String name = freshName();
        // 128 characters of two code units each.
        String longest = "\uD842\uDFB7".repeat(128);
        person.post(
                        "/api/v1/auth/accounts",
                        Map.of(
                                "username",
                                name,
                                "email",
                                name + "@example.org",
                                "password",
                                longest,
                                "locale",
                                "en",
                                "acceptTerms",
                                true))
                .expect(201);

        doors.browser().logIn(name, longest).expect(200);
    }

    private void addRecovery(RandomToken token, Browser person, String expiry) {
        database.sql("insert into RecoveryToken values (?, ?, " + expiry + ")")
                .param(token.hash())
                .param(person.id())
                .update();
    }

    private Answer complete(RandomToken token) {
        return doors.browser()
                .post(
                        "/api/v1/auth/recoveries/completions",
                        Map.of("token", token.value(), "password", "cobalt-lantern-88"));
    }

    @Test
    void takesAVerificationOnce() {
        Browser browser = doors.browser();
        String name = freshName();
        String email = name + "@example.org";
        browser.register(name, email);
        Map<String, String> token =
                Map.of("token", doors.token(email, "Confirm your mail address"));

        browser.post("/api/v1/auth/email-verifications", token).expect(204);

        browser.post("/api/v1/auth/email-verifications", token).expect(400, "token-invalid");
    }

    @Test
    void remembersWhoAsksForItForAMonth() {
        Browser browser = doors.browser();
        String name = freshName();
        browser.register(name, null);

        Answer remembered =
                browser.post(
                        "/api/v1/auth/sessions",
                        Map.of("identifier", name, "password", PASSWORD, "remember", true));

        assertThat(remembered.header("set-cookie")).containsPattern("Max-Age=25[89]\\d{4}");
    }

    @Test
    void refusesALongStoryAboutOneself() {
        Browser browser = doors.browser();
        browser.register(freshName(), null);

        browser.patch("/api/v1/me", Map.of("bio", "x".repeat(500))).expect(200);
        Answer refused =
                browser.patch("/api/v1/me", Map.of("bio", "x".repeat(501)))
                        .expect(400, "invalid-request");

        assertThat(refused.json().at("/errors/0/code").asString()).isEqualTo("too-long");
    }

    @Test
    void tellsTheOldAddressOfANewOne() {
        String name = freshName();
        String old = name + "@example.org";
        String fresh = name + "@example.net";
        Browser browser = doors.member(name);

        Answer asked =
                browser.post("/api/v1/me/email", Map.of("email", fresh, "password", PASSWORD));

        assertThat(asked.status()).isEqualTo(202);
        doors.mail(old, "A new mail address was asked for");
        assertThat(browser.get("/api/v1/me").json().get("email").asString()).isEqualTo(old);
        browser.post(
                "/api/v1/auth/email-verifications",
                Map.of("token", doors.token(fresh, "Confirm your new mail address")));
        assertThat(browser.get("/api/v1/me").json().get("email").asString()).isEqualTo(fresh);
        doors.mail(old, "Your mail address was changed");
    }

    @Test
    void tellsWhatTheSiteIs() {
        JsonNode site = doors.browser().get("/api/v1/site").json();

        assertThat(site.get("chainId").asInt()).isEqualTo(31337);
        assertThat(site.at("/demoWallet/accounts")).isNotEmpty();
    }

    @Test
    void refusesAPublisherWithoutAWallet() {
        Browser browser = doors.browser();
        browser.register(freshName(), null);

        assertThat(browser.post("/api/v1/me/publisher", Map.of("acceptRules", true)).code())
                .isEqualTo("wallet-required");
    }
}
