package io.guildhall.user;

import static io.guildhall.user.testing.Browser.freshName;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.security.Role;
import io.guildhall.defaults.testing.Api.Answer;
import io.guildhall.user.account.AccountSearch;
import io.guildhall.user.account.Accounts;
import io.guildhall.user.account.Ban;
import io.guildhall.user.secret.RandomToken;
import io.guildhall.user.testing.Authenticator;
import io.guildhall.user.testing.Browser;
import io.guildhall.user.testing.Doors;
import io.guildhall.user.testing.UserServiceTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** System admins: how the first comes to be, what they need, and that the last one stays. */
@UserServiceTest
class AdminIT {
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

    @Test
    void takesNoTokenThatIsTooOld() {
        Browser browser = doors.browser();
        registered(browser, freshName());
        String token = token();
        database.sql("update BootstrapToken set expires_at = utc_timestamp(6)").update();

        assertThat(browser.post("/api/v1/me/system-admin", Map.of("token", token)).code())
                .isEqualTo("bootstrap-token-invalid");
    }

    @Test
    void takesNoOtherTokenOnceOneWasUsed() {
        String other = token();
        Browser first = doors.browser();
        long id = registered(first, freshName());
        first.post("/api/v1/me/system-admin", Map.of("token", token())).expect(200);
        Browser second = doors.browser();
        registered(second, freshName());

        database.sql("delete from UserRole where role = 'SYSTEM_ADMIN' and user_id = ?")
                .param(id)
                .update();

        assertThat(second.post("/api/v1/me/system-admin", Map.of("token", other)).code())
                .isEqualTo("bootstrap-token-invalid");
    }

    private long registered(Browser browser, String name) {
        return Long.parseLong(browser.register(name, null).json().at("/user/id").asString());
    }

    @Test
    void makesOneFirstAdminAndAsksForASecondFactor() {
        Browser browser = doors.browser();
        String name = freshName();
        registered(browser, name);
        String token = token();

        Answer claimed = browser.post("/api/v1/me/system-admin", Map.of("token", token));

        assertThat(claimed.status()).isEqualTo(200);
        assertThat(claimed.json().get("secondFactorRequired").asBoolean()).isTrue();
        assertThat(browser.permissions()).doesNotContain("MANAGE_USERS");

        Authenticator app = browser.addSecondFactor();
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
                                        Map.of("code", app.code(1)))
                                .code())
                .isEqualTo("second-factor-mandatory");
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
    void keepsTheLastAdminWhoIsNotShutOut() {
        long active = registered(doors.browser(), freshName());
        long banned = registered(doors.browser(), freshName());
        accounts.setRoles(active, Set.of(Role.SYSTEM_ADMIN), 0);
        accounts.setRoles(banned, Set.of(Role.SYSTEM_ADMIN), 0);
        accounts.ban(banned, new Ban("test", null), active);

        // The token of who was just banned is good for a second yet.
        assertThatThrownBy(() -> accounts.setRoles(active, Set.of(), banned))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.code()).isEqualTo("last-system-admin"));
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
