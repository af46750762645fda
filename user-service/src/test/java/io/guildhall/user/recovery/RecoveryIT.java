package io.guildhall.user.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guildhall.defaults.testing.Api.Answer;
import io.guildhall.user.testing.Browser;
import io.guildhall.user.testing.Doors;
import io.guildhall.user.testing.UserServiceTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who lost the password comes back in, whatever strangers do, and they fill nobody's mailbox. */
@UserServiceTest
class RecoveryIT {
    private static final int MOST_LINKS = 10;

    @Autowired private Doors doors;
    @Autowired private JdbcClient database;

    private final String name = Browser.freshName();

    @Test
    void letsTheOwnerInThoughStrangersAskTooOften() {
        Browser owner = doors.member(name);
        Browser stranger = doors.browser();
        for (int tries = 0; tries < 5; tries++) {
            ask(stranger).expect(202);
        }
        ask(stranger).expect(429, "too-many-attempts");

        ask(owner).expect(202);

        await().until(() -> links(owner) == 6);
    }

    @Test
    void leavesTheOwnerALinkThatWorksThoughStrangersFillTheMailbox() {
        Browser owner = doors.member(name);
        for (int tries = 0; tries < 2 * MOST_LINKS; tries++) {
            ask(doors.browser()).expect(202);
        }

        Answer late = ask(owner).expect(202);

        assertThat(late.body()).isEmpty();
        await().until(() -> waiting() == 0);
        assertThat(links(owner)).isEqualTo(MOST_LINKS);
        String token = doors.token(address(), "Set a new password");
        owner.post(
                        "/api/v1/auth/recoveries/completions",
                        Map.of("token", token, "password", "cobalt-lantern-88"))
                .expect(204);
        assertThat(links(owner)).isZero();
    }

    private Answer ask(Browser browser) {
        return browser.post("/api/v1/auth/recoveries", Map.of("email", address(), "locale", "en"));
    }

    private String address() {
        return name + "@example.org";
    }

    private int waiting() {
        return database.sql("select count(*) from RecoveryRequest where email = ?")
                .param(address())
                .query(Integer.class)
                .single();
    }

    private int links(Browser owner) {
        return database.sql("select count(*) from RecoveryToken where user_id = ?")
                .param(owner.id())
                .query(Integer.class)
                .single();
    }
}
