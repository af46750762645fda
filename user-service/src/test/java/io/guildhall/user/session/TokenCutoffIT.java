package io.guildhall.user.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guildhall.defaults.security.Role;
import io.guildhall.defaults.testing.Api;
import io.guildhall.defaults.testing.Api.Answer;
import io.guildhall.user.account.Accounts;
import io.guildhall.user.testing.People;
import io.guildhall.user.testing.Person;
import io.guildhall.user.testing.RunningUserService;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What an access token says is believed no longer than it is true, though the token itself is good for longer. */
@RunningUserService
class TokenCutoffIT {
    private static final Duration SOON = Duration.ofSeconds(10);

    @Autowired Api api;
    @Autowired People people;
    @Autowired Accounts accounts;
    @Autowired StringRedisTemplate redis;

    private String logIn(Person person) {
        return api.post(
                        null,
                        "/api/v1/auth/sessions",
                        Map.of("identifier", person.username(), "password", person.password()))
                .expect(200)
                .text("accessToken");
    }

    private Answer me(String token) {
        return api.get(token, "/api/v1/me");
    }

    private void awaitRefusal(String token) {
        await().atMost(SOON).untilAsserted(() -> me(token).expect(401, "unauthenticated"));
    }

    @Test
    void shutsSomebodyOutWhoIsBanned() {
        Person admin = people.systemAdmin();
        Person player = people.player();
        me(player.token()).expect(200);
        Map<String, Object> ban = new HashMap<>();
        ban.put("reason", "Spam");
        ban.put("until", null);

        api.put(admin.token(), "/api/v1/admin/users/" + player.id() + "/ban", ban).expect(200);

        awaitRefusal(player.token());
        me(admin.token()).expect(200);
    }

    @Test
    void endsTokensThatSayARoleWhichIsGone() {
        Person moderator = people.with(Role.COMMUNITY_ADMIN);
        me(moderator.token()).expect(200);

        accounts.setRoles(moderator.id(), Set.of(), 0);

        awaitRefusal(moderator.token());
        String next = logIn(moderator);
        me(next).expect(200);
        assertThat(me(next).json().path("roles")).hasSize(1);
    }

    @Test
    void leavesTokensAloneWhenARoleComes() {
        Person player = people.player();

        accounts.setRoles(player.id(), Set.of(Role.COMMUNITY_ADMIN), 0);

        await().during(Duration.ofSeconds(3))
                .atMost(SOON)
                .untilAsserted(() -> me(player.token()).expect(200));
    }

    @Test
    void endsTheTokenOfASessionThatIsRevoked() {
        Person person = people.player();
        String other = logIn(person);
        String session =
                api.get(other, "/api/v1/me/sessions")
                        .expect(200)
                        .json()
                        .path("items")
                        .valueStream()
                        .filter(item -> item.path("current").asBoolean())
                        .findFirst()
                        .orElseThrow()
                        .path("id")
                        .asString();

        api.delete(person.token(), "/api/v1/me/sessions/" + session).expect(204);

        awaitRefusal(other);
        me(person.token()).expect(200);
    }

    @Test
    void endsAllOtherTokensWhenThePasswordChanges() {
        Person person = people.player();
        String other = logIn(person);

        api.put(
                        person.token(),
                        "/api/v1/me/password",
                        Map.of(
                                "currentPassword",
                                person.password(),
                                "newPassword",
                                "another horse battery staple 9"))
                .expect(204);

        awaitRefusal(other);
        me(person.token()).expect(200);
    }

    @Test
    void keepsNothingForLongerThanATokenLives() {
        Person person = people.player();
        String other = logIn(person);

        api.delete(person.token(), "/api/v1/me/sessions").expect(204);

        awaitRefusal(other);
        assertThat(redis.getExpire("guildhall:token-cutoffs")).isBetween(15 * 60L, 16 * 60L);
    }
}
