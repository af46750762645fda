package io.guildhall.task;

import static org.awaitility.Awaitility.await;

import io.guildhall.defaults.security.TestTokens;
import io.guildhall.defaults.testing.Api;
import io.guildhall.task.testing.People;
import io.guildhall.task.testing.Person;
import io.guildhall.task.testing.TaskServiceTest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What user-service writes down when it bans somebody or ends a session shuts this service's doors too. */
@TaskServiceTest
class CutOffTokensIT {
    private static final String OWN_TASKS = "/api/v1/tasks/claimed";
    private static final Duration SOON = Duration.ofSeconds(10);

    @Autowired private Api api;
    @Autowired private People people;
    @Autowired private StringRedisTemplate redis;

    @Test
    void refusesTheTokenOfSomebodyWhoIsBanned() {
        Person banned = people.player();
        Person other = people.player();
        api.get(banned.token(), OWN_TASKS).expect(200);

        Instant now = Instant.now();
        cutOff("user " + banned.id() + ' ' + now.toEpochMilli(), now);

        awaitRefusal(banned.token());
        api.get(other.token(), OWN_TASKS).expect(200);
    }

    @Test
    void refusesTheTokenOfASessionThatHasEnded() {
        String session = Long.toString(people.player().id());
        String ended = TestTokens.token(claims -> claims.claim("sid", session));
        api.get(ended, OWN_TASKS).expect(200);

        cutOff("session " + session, Instant.now());

        awaitRefusal(ended);
        api.get(TestTokens.player(), OWN_TASKS).expect(200);
    }

    private void awaitRefusal(String token) {
        await().atMost(SOON)
                .untilAsserted(() -> api.get(token, OWN_TASKS).expect(401, "unauthenticated"));
    }

    private void cutOff(String whose, Instant now) {
        long until = now.plus(Duration.ofMinutes(16)).toEpochMilli();
        redis.opsForZSet()
                .add("guildhall:token-cutoffs", whose + ' ' + until, (double) now.toEpochMilli());
    }
}
