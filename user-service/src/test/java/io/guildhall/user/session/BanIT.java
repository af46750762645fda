package io.guildhall.user.session;

import static io.guildhall.user.testing.Browser.PASSWORD;
import static io.guildhall.user.testing.Browser.freshName;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.defaults.testing.Api.Answer;
import io.guildhall.user.account.Account;
import io.guildhall.user.account.Accounts;
import io.guildhall.user.account.Ban;
import io.guildhall.user.account.EthereumAddress;
import io.guildhall.user.account.Reauthentication;
import io.guildhall.user.client.Client;
import io.guildhall.user.testing.Browser;
import io.guildhall.user.testing.Doors;
import io.guildhall.user.testing.People;
import io.guildhall.user.testing.UserServiceTest;
import io.guildhall.user.testing.Wallet;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody who is banned comes in by no door, whatever was on its way when it happened. */
@UserServiceTest
class BanIT {
    private static final Client CLIENT = new Client("10.1.1.1", "Firefox");

    @Autowired private Doors doors;
    @Autowired private People people;
    @Autowired private Accounts accounts;
    @Autowired private Reauthentication reauthentication;
    @Autowired private Sessions sessions;
    @Autowired private JdbcClient database;

    @Test
    void shutsABannedUserOutAndSaysWhyAfterTheRightPasswordOnly() {
        String name = freshName();
        String email = name + "@example.org";
        Browser browser = doors.member(name);
        long id = browser.id();

        accounts.ban(id, new Ban("spam", null), 0);
        assertThat(doors.mail(email, "Your account was banned").text()).contains("Reason: spam");

        assertThat(browser.refresh().code()).isEqualTo("session-ended");
        assertThat(doors.browser().logIn(name, "wrong-password-1").code())
                .isEqualTo("invalid-credentials");
        Answer refused = doors.browser().logIn(name, PASSWORD);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("account-banned");
        assertThat(refused.json().get("reason").asString()).isEqualTo("spam");

        accounts.unban(id);
        assertThat(doors.browser().logIn(name, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void opensNoSessionForAPasswordThatWasCheckedBeforeTheBan() {
        Browser person = people.player();
        Account asItWas = accounts.get(person.id());
        accounts.ban(person.id(), new Ban("spam", null), 0);

        assertThatThrownBy(() -> sessions.open(asItWas, LoginMethod.PASSWORD, null, false, CLIENT))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.code()).isEqualTo("account-banned"));
        assertThat(liveSessions(person)).isZero();
    }

    @Test
    void opensNoSessionForAPasswordThatWasChangedSinceItWasChecked() {
        Browser person = people.player();
        Account asItWas = accounts.get(person.id());
        person.put(
                        "/api/v1/me/password",
                        Map.of("currentPassword", PASSWORD, "newPassword", "cobalt-lantern-88"))
                .expect(204);

        assertThatThrownBy(() -> sessions.open(asItWas, LoginMethod.PASSWORD, null, false, CLIENT))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.code()).isEqualTo("invalid-credentials"));
        assertThat(liveSessions(person)).isEqualTo(1);
    }

    @Test
    void opensNoSessionForAnAddressThatWasUnlinkedSinceItSigned() {
        Browser person = people.player();
        Reauthentication.Proof proof =
                reauthentication.require(
                        new CurrentUser(person.id(), 0, Set.of(), false), PASSWORD);
        Account asItWas =
                accounts.linkAddress(proof, new EthereumAddress(Wallet.create().address()));
        accounts.unlinkAddress(proof);

        assertThatThrownBy(() -> sessions.open(asItWas, LoginMethod.WALLET, null, true, CLIENT))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.code()).isEqualTo("invalid-credentials"));
        assertThat(liveSessions(person)).isEqualTo(1);
    }

    @Test
    void renewsNoSessionThatABanDidNotSee() {
        Browser person = people.player();
        database.sql(
                        "update User set banned_at = utc_timestamp(6), ban_reason = 'spam'"
                                + " where user_id = ?")
                .param(person.id())
                .update();
        assertThat(liveSessions(person)).isEqualTo(1);

        person.refresh().expect(401, "session-ended");
    }

    @Test
    void letsSomebodyInWhenTheBanHasRunOut() {
        Browser person = people.player();
        accounts.ban(person.id(), new Ban("spam", Instant.now().plusSeconds(3_600)), 0);
        doors.browser().logIn(person.username(), PASSWORD).expect(403, "account-banned");

        database.sql("update User set banned_until = utc_timestamp(6) where user_id = ?")
                .param(person.id())
                .update();

        doors.browser().logIn(person.username(), PASSWORD).expect(200);
    }

    private int liveSessions(Browser person) {
        return database.sql("select count(*) from Session where user_id = ? and ended_at is null")
                .param(person.id())
                .query(Integer.class)
                .single();
    }
}
