package io.guildhall.user.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guildhall.defaults.security.Role;
import io.guildhall.defaults.testing.Api.Answer;
import io.guildhall.user.account.Accounts;
import io.guildhall.user.testing.Browser;
import io.guildhall.user.testing.People;
import io.guildhall.user.testing.UserServiceTest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What an access token says is believed no longer than it is true, though the token itself is good for longer. */
@UserServiceTest
class TokenCutoffIT {
    private static final Duration SOON = Duration.ofSeconds(10);

    @Autowired People people;
    @Autowired Accounts accounts;
    @Autowired StringRedisTemplate redis;

    private static Answer me(Browser browser) {
        return browser.get("/api/v1/me");
    }

    private static void awaitRefusal(Browser browser) {
        await().atMost(SOON).untilAsserted(() -> me(browser).expect(401, "unauthenticated"));
    }

    @Test
    void shutsSomebodyOutWhoIsBanned() {
        Browser admin = people.systemAdmin();
        Browser player = people.player();
        me(player).expect(200);
        Map<String, Object> ban = new HashMap<>();
        ban.put("reason", "Spam");
        ban.put("until", null);

        admin.put("/api/v1/admin/users/" + player.id() + "/ban", ban).expect(200);

        awaitRefusal(player);
        me(admin).expect(200);
    }

    @Test
    void endsTokensThatSayARoleWhichIsGone() {
        Browser moderator = people.with(Role.COMMUNITY_ADMIN);
        me(moderator).expect(200);

        accounts.setRoles(moderator.id(), Set.of(), 0);

        awaitRefusal(moderator);
        Browser next = moderator.another();
        me(next).expect(200);
        assertThat(me(next).json().path("roles")).hasSize(1);
    }

    @Test
    void leavesTokensAloneWhenARoleComes() {
        Browser player = people.player();

        accounts.setRoles(player.id(), Set.of(Role.COMMUNITY_ADMIN), 0);

        await().during(Duration.ofSeconds(3))
                .atMost(SOON)
                .untilAsserted(() -> me(player).expect(200));
    }

    @Test
    void endsTheTokenOfASessionThatIsRevoked() {
        Browser person = people.player();
        Browser other = person.another();
        String session =
                other.get("/api/v1/me/sessions")
                        .expect(200)
                        .json()
                        .path("items")
                        .valueStream()
                        .filter(item -> item.path("current").asBoolean())
                        .findFirst()
                        .orElseThrow()
                        .path("id")
                        .asString();

        person.delete("/api/v1/me/sessions/" + session).expect(204);

        awaitRefusal(other);
        me(person).expect(200);
    }

    @Test
    void endsAllOtherTokensWhenThePasswordChanges() {
        Browser person = people.player();
        Browser other = person.another();

        person.put(
                        "/api/v1/me/password",
                        Map.of(
                                "currentPassword",
                                Browser.PASSWORD,
                                "newPassword",
                                "another horse battery staple 9"))
                .expect(204);

        awaitRefusal(other);
        me(person).expect(200);
    }

    @Test
    void keepsNothingForLongerThanATokenLives() {
        Browser person = people.player();
        Browser other = person.another();

        person.delete("/api/v1/me/sessions").expect(204);

        awaitRefusal(other);
        assertThat(redis.getExpire("guildhall:token-cutoffs")).isBetween(15 * 60L, 16 * 60L);
    }
}
