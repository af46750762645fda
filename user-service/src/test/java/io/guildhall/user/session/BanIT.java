package io.guildhall.user.session;

import static io.guildhall.user.testing.Browser.PASSWORD;
import static io.guildhall.user.testing.Browser.freshName;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.testing.Api.Answer;
import io.guildhall.user.account.Account;
import io.guildhall.user.account.Accounts;
import io.guildhall.user.account.Ban;
import io.guildhall.user.account.EthereumAddress;
import io.guildhall.user.client.Client;
import io.guildhall.user.testing.Browser;
import io.guildhall.user.testing.Doors;
import io.guildhall.user.testing.People;
import io.guildhall.user.testing.UserServiceTest;
import io.guildhall.user.testing.Wallet;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Somebody who is banned comes in by no door, whatever was on its way when it happened. */
@UserServiceTest
class BanIT {
    private static final Client CLIENT = new Client("10.1.1.1", "Firefox");

    @Autowired private Doors doors;
    @Autowired private People people;
    @Autowired private Accounts accounts;
    @Autowired private Sessions sessions;
    @Autowired private JdbcClient database;
    @Autowired private TransactionOperations transaction;
    @Autowired private MeterRegistry meters;

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
        Account asItWas =
                accounts.linkAddress(
                        accounts.get(person.id()), new EthereumAddress(Wallet.create().address()));
        accounts.unlinkAddress(asItWas);

        assertThatThrownBy(() -> sessions.open(asItWas, LoginMethod.WALLET, null, true, CLIENT))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.code()).isEqualTo("invalid-credentials"));
        assertThat(liveSessions(person)).isEqualTo(1);
    }

    /** A thief who has the old password changes it at the moment in which its owner does. */
    @Test
    void changesNoPasswordByOneThatIsChangedMeanwhile() {
        Browser owner = people.player();
        Browser thief = owner.another();
        Timer hashes = meters.timer("guildhall.password.hash");
        CompletableFuture<Answer> theft =
                transaction.execute(
                        status -> {
                            database.sql("select user_id from User where user_id = ? for update")
                                    .param(owner.id())
                                    .query(Long.class)
                                    .single();
                            long before = hashes.count();
                            CompletableFuture<Answer> asked =
                                    CompletableFuture.supplyAsync(
                                            () ->
                                                    thief.put(
                                                            "/api/v1/me/password",
                                                            Map.of(
                                                                    "currentPassword",
                                                                    PASSWORD,
                                                                    "newPassword",
                                                                    "stolen-lantern-88")));
                            // The old one is checked and the new one hashed; now it waits for the
                            // row.
                            await().until(() -> hashes.count() >= before + 2);
                            database.sql(
                                            "update User set password = '$argon2id$another'"
                                                    + " where user_id = ?")
                                    .param(owner.id())
                                    .update();
                            return asked;
                        });

        theft.join().expect(400, "password-wrong");
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
