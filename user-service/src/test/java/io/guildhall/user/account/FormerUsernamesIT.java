package io.guildhall.user.account;

import static io.guildhall.user.testing.Browser.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.defaults.testing.Api.Answer;
import io.guildhall.user.testing.Browser;
import io.guildhall.user.testing.Doors;
import io.guildhall.user.testing.People;
import io.guildhall.user.testing.UserServiceTest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A name that somebody gave up makes nobody else look like them. */
@UserServiceTest
class FormerUsernamesIT {
    @Autowired Doors doors;
    @Autowired People people;
    @Autowired JdbcClient database;

    @Test
    void givesAFormerNameToNobodyElse() {
        Browser owner = people.player();
        String former = owner.username();
        rename(owner, Browser.freshName()).expect(200);

        doors.browser().register(former, null).expect(409, "username-taken");
        rename(people.player(), former.toUpperCase(Locale.ROOT)).expect(409, "username-taken");

        assertThat(
                        doors.browser()
                                .get("/api/v1/auth/usernames/" + former)
                                .json()
                                .path("available")
                                .asBoolean())
                .isFalse();
    }

    @Test
    void givesAFormerNameBackToItsOwner() {
        Browser owner = people.player();
        String former = owner.username();
        String between = Browser.freshName();
        rename(owner, between).expect(200);

        rename(owner, former).expect(200);

        assertThat(held(owner)).containsExactly(between);
    }

    @Test
    void freesANameAfterThirtyDays() {
        Browser owner = people.player();
        String former = owner.username();
        rename(owner, Browser.freshName()).expect(200);
        assertThat(
                        database.sql(
                                        """
                                        select timestampdiff(hour, utc_timestamp(6), held_until)
                                        from FormerUsername where username_key = ?""")
                                .param(former)
                                .query(Integer.class)
                                .single())
                .isEqualTo(30 * 24 - 1);

        database.sql(
                        "update FormerUsername set held_until = utc_timestamp(6) where username_key = ?")
                .param(former)
                .update();

        doors.browser().register(former, null).expect(201);
    }

    @Test
    void aChangeOfCaseGivesNoNameUp() {
        Browser owner = people.player();

        rename(owner, owner.username().toUpperCase(Locale.ROOT)).expect(200);

        assertThat(held(owner)).isEmpty();
    }

    /** Else one account could take any number of names away from all others. */
    @Test
    void holdsTheThreeLatestNamesOnly() {
        Browser owner = people.player();
        List<String> names = List.of("a", "b", "c", "d");
        String first = owner.username();
        for (String name : names) {
            rename(owner, name + first.substring(1)).expect(200);
        }

        assertThat(held(owner))
                .containsExactlyInAnyOrder(
                        "a" + first.substring(1),
                        "b" + first.substring(1),
                        "c" + first.substring(1));
        doors.browser().register(first, null).expect(201);
    }

    private static Answer rename(Browser person, String name) {
        return person.patch("/api/v1/me", Map.of("username", name, "password", PASSWORD));
    }

    private List<@Nullable String> held(Browser person) {
        return database.sql("select username_key from FormerUsername where user_id = ?")
                .param(person.id())
                .query(String.class)
                .list();
    }
}
