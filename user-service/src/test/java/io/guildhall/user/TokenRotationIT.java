package io.guildhall.user;

import static io.guildhall.user.testing.Browser.freshName;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.defaults.testing.Api;
import io.guildhall.defaults.testing.Api.Answer;
import io.guildhall.user.testing.Browser;
import io.guildhall.user.testing.Doors;
import io.guildhall.user.testing.RecordedAudit;
import io.guildhall.user.testing.UserServiceTest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A refresh token is good for one exchange; a copy of it is found out. */
@UserServiceTest
class TokenRotationIT {
    private static final int SESSIONS = 8;
    private static final int REFRESHES = 50;

    @Autowired private Doors doors;
    @Autowired private RecordedAudit audit;
    @Autowired private JdbcClient database;

    private String userId = "";

    private Browser registered(String name) {
        Browser browser = doors.browser();
        userId = browser.register(name, null).json().at("/user/id").asString();
        return browser;
    }

    private void tenSecondsPass() {
        database.sql(
                        "update RefreshToken t join Session s using (session_id)"
                                + " set t.used_at = t.used_at - interval 11 second"
                                + " where s.user_id = ?")
                .param(Long.parseLong(userId))
                .update();
    }

    @Test
    void endsTheFamilyWhenATokenComesTwice() {
        String name = freshName();
        Browser owner = registered(name);
        String email = name + "@example.org";
        owner.post(
                "/api/v1/auth/email-verifications",
                Map.of("token", doors.token(email, "Confirm your mail address")));
        Browser thief = owner.thief();

        assertThat(owner.refresh().status()).isEqualTo(200);
        tenSecondsPass();
        Answer stolen = thief.refresh();

        assertThat(stolen.status()).isEqualTo(401);
        assertThat(stolen.code()).isEqualTo("session-ended");
        assertThat(owner.refresh().code()).isEqualTo("session-ended");
        audit.awaitActions(owner, "session.token-reused");
        doors.mail(email, "A session was ended for your safety");
    }

    @Test
    void endsTheFamilyWhenATokenComesTwiceThoughTheThiefWasFirst() {
        Browser owner = registered(freshName());
        Browser thief = owner.thief();

        assertThat(thief.refresh().status()).isEqualTo(200);
        assertThat(thief.refresh().status()).isEqualTo(200);

        assertThat(owner.refresh().code()).isEqualTo("session-ended");
        assertThat(thief.refresh().code()).isEqualTo("session-ended");
    }

    @Test
    void forgivesALostAnswer() {
        Browser owner = registered(freshName());
        Browser lost = owner.thief();
        lost.refresh();

        assertThat(owner.refresh().status()).isEqualTo(200);
        assertThat(owner.refresh().status()).isEqualTo(200);
    }

    @Test
    void believesOneOfTwoAnswersOnly() {
        Browser one = registered(freshName());
        Browser other = one.thief();
        one.refresh();
        other.refresh();

        assertThat(one.refresh().status()).isEqualTo(200);

        assertThat(other.refresh().code()).isEqualTo("session-ended");
    }

    @Test
    void letsTwoTabsRefreshAtOnce() throws Exception {
        Browser browser = registered(freshName());
        List<Browser> tabs = List.of(browser.thief(), browser.thief(), browser.thief());

        try (ExecutorService threads = Executors.newFixedThreadPool(tabs.size())) {
            List<Callable<Answer>> calls =
                    tabs.stream().<Callable<Answer>>map(t -> t::refresh).toList();
            for (Future<Answer> answer : threads.invokeAll(calls)) {
                assertThat(answer.get().status()).isEqualTo(200);
            }
        }

        assertThat(tabs.getLast().refresh().status()).isEqualTo(200);
    }

    @Test
    void keepsSessionsApartThatRefreshAtOnce() throws Exception {
        List<Browser> people =
                Stream.generate(() -> registered(freshName())).limit(SESSIONS).toList();

        try (ExecutorService threads = Executors.newFixedThreadPool(SESSIONS)) {
            List<Callable<List<Integer>>> calls =
                    people.stream().<Callable<List<Integer>>>map(p -> () -> refreshes(p)).toList();
            for (Future<List<Integer>> answers : threads.invokeAll(calls)) {
                assertThat(answers.get()).containsOnly(200);
            }
        }
    }

    private static List<Integer> refreshes(Browser person) {
        return Stream.generate(() -> person.refresh().status()).limit(REFRESHES).toList();
    }

    @Test
    void endsASessionThatRanOut() {
        Browser browser = registered(freshName());
        database.sql("update Session set expires_at = utc_timestamp(6) where user_id = ?")
                .param(Long.parseLong(userId))
                .update();

        assertThat(browser.refresh().code()).isEqualTo("session-ended");
    }

    @Test
    void forgetsTheSessionAtLogout() {
        Browser browser = registered(freshName());
        Browser copy = browser.thief();

        Answer out = browser.send("DELETE", "/api/v1/auth/sessions/current", null);

        assertThat(out.status()).isEqualTo(204);
        assertThat(out.header("set-cookie")).contains("Max-Age=0");
        assertThat(copy.refresh().code()).isEqualTo("session-ended");
    }

    @Test
    void revokesOneSessionAndNotAnothersOwn() {
        String name = freshName();
        Browser browser = registered(name);
        Browser phone = doors.browser();
        phone.logIn(name, Browser.PASSWORD);
        String id =
                browser.get("/api/v1/me/sessions")
                        .json()
                        .get("items")
                        .valueStream()
                        .filter(session -> !session.get("current").asBoolean())
                        .findFirst()
                        .orElseThrow()
                        .get("id")
                        .asString();
        Browser stranger = doors.browser();
        stranger.register(freshName(), null);

        assertThat(stranger.send("DELETE", "/api/v1/me/sessions/" + id, null).status())
                .isEqualTo(404);
        assertThat(browser.send("DELETE", "/api/v1/me/sessions/" + id, null).status())
                .isEqualTo(204);
        assertThat(phone.refresh().code()).isEqualTo("session-ended");
        assertThat(browser.refresh().status()).isEqualTo(200);
    }

    @Test
    void refusesTheCookieFromAnotherSite() {
        Browser browser = registered(freshName());
        HttpRequest.Builder foreign =
                HttpRequest.newBuilder(browser.at("/api/v1/auth/refreshes"))
                        .header("Cookie", "guildhall_refresh=" + browser.cookie())
                        .POST(BodyPublishers.noBody());

        assertThat(Api.send(foreign.build()).status()).isEqualTo(403);
        foreign.header("X-Guildhall-Client", "web").header("Origin", "https://evil.example");
        assertThat(Api.send(foreign.build()).status()).isEqualTo(403);
        assertThat(browser.refresh().status()).isEqualTo(200);
    }
}
