package io.guildhall.user;

import static io.guildhall.user.testing.Browser.PASSWORD;
import static io.guildhall.user.testing.Browser.freshName;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guildhall.localstack.infrastructure.MailServer;
import io.guildhall.localstack.infrastructure.RedisServer;
import io.guildhall.user.testing.Browser;
import io.guildhall.user.testing.Doors;
import io.guildhall.user.testing.UserServiceTest;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What goes on while a helper of the service is away, and what reads cost while it is there. */
@UserServiceTest
class OutageIT {
    @Autowired private Doors doors;
    @Autowired private MailServer mail;
    @Autowired private RedisServer redis;
    @Autowired private EntityManagerFactory entities;

    @AfterEach
    void everythingIsBack() {
        mail.start();
        redis.start();
    }

    @Test
    void registersWithoutMailAndSendsItLater() {
        mail.kill();
        Browser browser = doors.browser();
        String name = freshName();

        assertThat(browser.register(name, null).status()).isEqualTo(201);
        mail.start();

        String token = doors.token(name + "@example.org", "Confirm your mail address");
        assertThat(
                        browser.post("/api/v1/auth/email-verifications", Map.of("token", token))
                                .status())
                .isEqualTo(204);
    }

    @Test
    void cutsATokenOffOnceRedisIsBack() {
        Browser browser = doors.browser();
        String name = freshName();
        browser.register(name, null);
        Browser other = doors.browser();
        other.logIn(name, PASSWORD);
        redis.kill();

        assertThat(browser.send("DELETE", "/api/v1/me/sessions", null).status()).isEqualTo(204);
        assertThat(other.get("/api/v1/me").status()).isEqualTo(200);
        redis.start();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(other.get("/api/v1/me").status()).isEqualTo(401));
        assertThat(browser.get("/api/v1/me").status()).isEqualTo(200);
    }

    @Test
    void goesOnWithoutRedis() {
        Browser browser = doors.browser();
        String name = freshName();
        browser.register(name, null);
        browser.get("/api/v1/me");
        redis.kill();

        assertThat(browser.get("/api/v1/me").status()).isEqualTo(200);
        assertThat(browser.send("PATCH", "/api/v1/me", Map.of("bio", "no cache")).status())
                .isEqualTo(200);
        assertThat(doors.browser().logIn(name, PASSWORD).status()).isEqualTo(200);
        redis.start();

        assertThat(browser.get("/api/v1/me").json().get("bio").asString()).isEqualTo("no cache");
    }

    @Test
    void stopsGuessesWithoutRedis() {
        redis.kill();
        String name = freshName();
        Browser guesser = doors.browser();

        int last = 0;
        for (int i = 0; i < 11; i++) {
            last = guesser.logIn(name, "guess-number-" + i).status();
        }

        assertThat(last).isEqualTo(429);
    }

    @Test
    void readsAProfileFromItsCopyAndSeesEveryChange() {
        Browser browser = doors.browser();
        String id = browser.register(freshName(), null).json().at("/user/id").asString();
        browser.get("/api/v1/me");
        Statistics statistics = entities.unwrap(SessionFactory.class).getStatistics();
        long before = loads(statistics);

        browser.get("/api/v1/me");
        doors.browser().get("/api/v1/users/" + id);

        assertThat(loads(statistics)).isEqualTo(before);
        browser.send("PATCH", "/api/v1/me", Map.of("bio", "changed"));
        assertThat(doors.browser().get("/api/v1/users/" + id).json().get("bio").asString())
                .isEqualTo("changed");
    }

    private static long loads(Statistics statistics) {
        return statistics.getEntityStatistics("io.guildhall.user.account.User").getLoadCount();
    }
}
