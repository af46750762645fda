package io.guildhall.user;

import static io.guildhall.user.Browser.PASSWORD;
import static io.guildhall.user.Browser.freshName;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.security.Role;
import io.guildhall.user.Browser.Answer;
import io.guildhall.user.account.AccountSearch;
import io.guildhall.user.account.Accounts;
import io.guildhall.user.account.Ban;
import io.guildhall.user.secret.RandomToken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** System admins: how the first comes to be, what they need, and that the last one stays. */
@UserServiceTest
class AdminIT {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    @Autowired private Doors doors;
    @Autowired private Accounts accounts;
    @Autowired private JdbcClient database;

    @BeforeEach
    void nobodyIsAdmin() {
        database.sql("delete from UserRole where role = 'SYSTEM_ADMIN'").update();
    }

    private String token() {
        RandomToken token = RandomToken.create();
        database.sql("insert into BootstrapToken values (?, utc_timestamp(6) + interval 1 hour)")
                .param(token.hash())
                .update();
        return token.value();
    }

    private long registered(Browser browser, String name) {
        return Long.parseLong(browser.register(name, null).body().at("/user/id").asString());
    }

    @Test
    void makesOneFirstAdminAndAsksForASecondFactor() throws Exception {
        Browser browser = doors.browser();
        String name = freshName();
        registered(browser, name);
        String token = token();

        Answer claimed = browser.post("/api/v1/me/system-admin", Map.of("token", token));

        assertThat(claimed.status()).isEqualTo(200);
        assertThat(claimed.body().get("secondFactorRequired").asBoolean()).isTrue();
        assertThat(browser.permissions()).doesNotContain("MANAGE_USERS");

        byte[] secret = enrol(browser);
        assertThat(browser.refresh().status()).isEqualTo(200);
        assertThat(browser.permissions()).contains("MANAGE_USERS");

        Browser second = doors.browser();
        registered(second, freshName());
        assertThat(second.post("/api/v1/me/system-admin", Map.of("token", token())).code())
                .isEqualTo("bootstrap-token-invalid");
        assertThat(
                        browser.send(
                                        "DELETE",
                                        "/api/v1/me/second-factor",
                                        Map.of("code", code(secret, 1)))
                                .code())
                .isEqualTo("second-factor-mandatory");
    }

    @Test
    void asksForTheSecondFactorAndTakesEachCodeOnce() throws Exception {
        Browser browser = doors.browser();
        String name = freshName();
        registered(browser, name);
        JsonNode enrolment = browser.post("/api/v1/me/second-factor").body();
        byte[] secret = decode(enrolment.get("secret").asString());
        String first = code(secret, 0);
        JsonNode recovery =
                browser.post("/api/v1/me/second-factor/confirmation", Map.of("code", first))
                        .body()
                        .get("recoveryCodes");

        assertThat(enrolment.get("uri").asString()).startsWith("otpauth://totp/Guildhall:");
        assertThat(recovery).hasSize(10);
        assertThat(logIn(name, null).code()).isEqualTo("second-factor-required");
        assertThat(logIn(name, "000000").code()).isEqualTo("second-factor-invalid");
        assertThat(logIn(name, first).code()).isEqualTo("second-factor-invalid");
        String next = code(secret, 1);
        assertThat(logIn(name, next).status()).isEqualTo(200);
        assertThat(logIn(name, next).code()).isEqualTo("second-factor-invalid");
        String spare = recovery.get(0).asString();
        assertThat(logIn(name, spare).status()).isEqualTo(200);
        assertThat(logIn(name, spare).code()).isEqualTo("second-factor-invalid");
    }

    private Answer logIn(String name, @Nullable String code) {
        return doors.browser()
                .post(
                        "/api/v1/auth/sessions",
                        code == null
                                ? Map.of("identifier", name, "password", PASSWORD)
                                : Map.of("identifier", name, "password", PASSWORD, "code", code));
    }

    private static byte[] enrol(Browser browser) throws Exception {
        byte[] secret =
                decode(browser.post("/api/v1/me/second-factor").body().get("secret").asString());
        browser.post("/api/v1/me/second-factor/confirmation", Map.of("code", code(secret, 0)));
        return secret;
    }

    private static String code(byte[] secret, int stepsAhead) throws Exception {
        return new TimeBasedOneTimePasswordGenerator()
                .generateOneTimePasswordString(
                        new SecretKeySpec(secret, "HmacSHA1"),
                        Instant.now().plus(Duration.ofSeconds(30L * stepsAhead)));
    }

    private static byte[] decode(String text) {
        byte[] bytes = new byte[text.length() * 5 / 8];
        int buffer = 0;
        int bits = 0;
        int at = 0;
        for (int i = 0; i < text.length(); i++) {
            buffer = buffer << 5 | BASE32.indexOf(text.charAt(i));
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[at++] = (byte) (buffer >> bits);
            }
        }
        return bytes;
    }

    @Test
    void keepsTheLastAdminThoughTwoRemoveEachOtherAtOnce() throws Exception {
        long one = registered(doors.browser(), freshName());
        long other = registered(doors.browser(), freshName());
        accounts.setRoles(one, Set.of(Role.SYSTEM_ADMIN), 0);
        accounts.setRoles(other, Set.of(Role.SYSTEM_ADMIN), 0);

        List<Callable<Boolean>> calls = List.of(() -> demote(one, other), () -> demote(other, one));
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (var call : threads.invokeAll(calls)) {
                call.get();
            }
        }

        assertThat(
                        database.sql("select count(*) from UserRole where role = 'SYSTEM_ADMIN'")
                                .query(Integer.class)
                                .single())
                .isEqualTo(1);
    }

    private boolean demote(long userId, long actorId) {
        try {
            accounts.setRoles(userId, Set.of(), actorId);
            return true;
        } catch (ProblemException e) {
            return false;
        }
    }

    @Test
    void keepsTheLastAdminFromABan() {
        long admin = registered(doors.browser(), freshName());
        accounts.setRoles(admin, Set.of(Role.SYSTEM_ADMIN), 0);

        assertThatThrownBy(() -> accounts.ban(admin, new Ban("test", null), 0))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.code()).isEqualTo("last-system-admin"));
    }

    @Test
    void shutsABannedUserOutAndSaysWhyAfterTheRightPasswordOnly() {
        Browser browser = doors.browser();
        String name = freshName();
        String email = name + "@example.org";
        long id = registered(browser, name);
        browser.post(
                "/api/v1/auth/email-verifications",
                Map.of("token", doors.token(email, "Confirm your mail address")));

        accounts.ban(id, new Ban("spam", null), 0);
        assertThat(doors.mail(email, "Your account was banned").text()).contains("Reason: spam");

        assertThat(browser.refresh().code()).isEqualTo("session-ended");
        assertThat(doors.browser().logIn(name, "wrong-password-1").code())
                .isEqualTo("invalid-credentials");
        Answer refused = doors.browser().logIn(name, PASSWORD);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("account-banned");
        assertThat(refused.body().get("reason").asString()).isEqualTo("spam");

        accounts.unban(id);
        assertThat(doors.browser().logIn(name, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void findsAccountsPageByPage() {
        String prefix = freshName();
        long one = registered(doors.browser(), prefix + "a");
        long two = registered(doors.browser(), prefix + "b");

        AccountSearch.Page first =
                accounts.search(new AccountSearch(prefix, null, false, false, null, 1));
        AccountSearch.Page second =
                accounts.search(new AccountSearch(prefix, null, null, null, first.next(), 1));

        assertThat(first.accounts()).extracting(a -> a.id()).containsExactly(two);
        assertThat(second.accounts()).extracting(a -> a.id()).containsExactly(one);
        assertThat(second.next()).isNull();
        assertThat(accounts.search(new AccountSearch("%", null, null, null, null, 10)).accounts())
                .isEmpty();
    }
}
