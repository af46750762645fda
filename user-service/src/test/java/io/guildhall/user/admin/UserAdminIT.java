package io.guildhall.user.admin;

import static io.guildhall.user.testing.Browser.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.defaults.testing.Api.Answer;
import io.guildhall.user.account.Accounts;
import io.guildhall.user.testing.Browser;
import io.guildhall.user.testing.Doors;
import io.guildhall.user.testing.People;
import io.guildhall.user.testing.UserServiceTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@UserServiceTest
class UserAdminIT {
    private static final String USERS = "/api/v1/admin/users";

    @Autowired Doors doors;
    @Autowired People people;
    @Autowired Accounts accounts;
    @Autowired JdbcClient jdbc;

    private Browser admin;
    private Browser player;

    @SuppressWarnings("NullAway.Init")
    UserAdminIT() {}

    @BeforeEach
    void logIn() {
        admin = people.systemAdmin();
        player = people.player();
    }

    @Test
    void findsSomebodyByTheBeginningOfTheNameOrTheWholeAddress() {
        for (String query :
                List.of(
                        player.username(),
                        player.username().substring(0, 12),
                        player.username().substring(0, 12).toUpperCase(Locale.ROOT),
                        player.username() + "@example.org")) {
            JsonNode items = search("query=" + query).path("items");
            assertThat(items).as(query).hasSize(1);
            assertThat(items.at("/0/id").asString()).isEqualTo(Long.toString(player.id()));
        }
    }

    @Test
    void takesWildcardsForLetters() {
        assertThat(search("query=%25").path("items")).isEmpty();
        assertThat(search("query=" + player.username().substring(0, 5) + "_").path("items"))
                .isEmpty();
    }

    @Test
    void showsDetailsToAdmins() {
        JsonNode user = admin.get(USERS + "/" + player.id()).expect(200).json();

        assertThat(user.path("username").asString()).isEqualTo(player.username());
        assertThat(user.path("email").asString()).isEqualTo(player.username() + "@example.org");
        assertThat(user.path("emailVerified").asBoolean()).isFalse();
        assertThat(user.path("roles")).extracting(JsonNode::asString).containsExactly("PLAYER");
        assertThat(user.path("banned").asBoolean()).isFalse();
        assertThat(user.has("password")).isFalse();
        admin.get(USERS + "/1").expect(404, "user-not-found");
    }

    @Test
    void filtersAndPages() {
        ban(player, "Spam", null).expect(200);
        List<String> banned = new ArrayList<>();
        String cursor = "";

        do {
            JsonNode page = search("status=banned&limit=1" + cursor);
            page.path("items").forEach(item -> banned.add(item.path("username").asString()));
            cursor =
                    page.path("nextCursor").isNull()
                            ? ""
                            : "&cursor=" + page.path("nextCursor").asString();
        } while (!cursor.isEmpty());

        assertThat(banned).contains(player.username()).doesNotHaveDuplicates();
        assertThat(search("status=active&query=" + player.username()).path("items")).isEmpty();
        assertThat(search("role=SYSTEM_ADMIN&query=" + admin.username()).path("items")).hasSize(1);
        assertThat(search("role=SYSTEM_ADMIN&query=" + player.username()).path("items")).isEmpty();
        assertThat(search("verified=true&query=" + player.username()).path("items")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "status=gone",
                "role=KING",
                "verified=maybe",
                "cursor=x"
            })
    void refusesAFilterThatMeansNothing(String filter) {
        admin.get(USERS + "?" + filter).expect(400, "invalid-request");
    }

    @Test
    void changesRolesAndKeepsThePlayer() {
        Answer changed =
                admin.put(
                                USERS + "/" + player.id() + "/roles",
                                Map.of("roles", List.of("COMMUNITY_ADMIN")))
                        .expect(200);

        assertThat(changed.json().path("roles"))
                .extracting(JsonNode::asString)
                .containsExactly("PLAYER", "COMMUNITY_ADMIN");
        admin.put(USERS + "/" + player.id() + "/roles", Map.of("roles", List.of("KING")))
                .expect(400, "invalid-request");
    }

    @Test
    void keepsAnAdminFromGivingTheOwnRoleAway() {
        people.systemAdmin();

        admin.put(USERS + "/" + admin.id() + "/roles", Map.of("roles", List.of()))
                .expect(409, "own-system-admin");
    }

    @Test
    void keepsTheLastSystemAdmin() {
        jdbc.sql("DELETE FROM UserRole WHERE role = 'SYSTEM_ADMIN' AND user_id <> ?")
                .param(admin.id())
                .update();

        admin.put(USERS + "/" + admin.id() + "/roles", Map.of("roles", List.of()))
                .expect(409, "last-system-admin");
    }

    @Test
    void bansAndLetsInAgain() {
        Instant until = Instant.now().plusSeconds(86_400).truncatedTo(ChronoUnit.SECONDS);
        Answer banned = ban(player, "Sold accounts", until.toString()).expect(200);
        assertThat(banned.json().path("banned").asBoolean()).isTrue();
        assertThat(banned.text("bannedUntil")).isEqualTo(until.toString());
        doors.browser().logIn(player.username(), PASSWORD).expect(403, "account-banned");

        admin.delete(USERS + "/" + player.id() + "/ban").expect(200);

        doors.browser().logIn(player.username(), PASSWORD).expect(200);
    }

    @Test
    void refusesABanWithoutAReasonOrInThePastOrOfOneself() {
        ban(player, " ", null).expect(400, "invalid-request");
        ban(player, "Spam", "2020-01-01T00:00:00Z").expect(400, "invalid-request");
        ban(admin, "Tired", null).expect(409, "own-ban");
    }

    @Test
    void endsSomebodysSessions() {
        assertThat(sessions(player)).isPositive();

        admin.delete(USERS + "/" + player.id() + "/sessions").expect(204);

        assertThat(sessions(player)).isZero();
        admin.delete(USERS + "/1/sessions").expect(404, "user-not-found");
    }

    @Test
    void givesAndTakesTheBadge() {
        String path = USERS + "/" + player.id() + "/verified";

        Answer given = admin.put(path, Map.of("verified", true, "reason", "Met in person"));
        assertThat(given.expect(200).json().path("verified").asBoolean()).isTrue();
        Answer taken = admin.put(path, Map.of("verified", false, "reason", "Sold the account"));
        assertThat(taken.expect(200).json().path("verified").asBoolean()).isFalse();
        admin.put(path, Map.of("verified", true)).expect(400, "invalid-request");
    }

    private JsonNode search(String filter) {
        return admin.get(USERS + "?" + filter).expect(200).json();
    }

    private Answer ban(Browser person, String reason, @Nullable String until) {
        Map<String, Object> ban = new HashMap<>();
        ban.put("reason", reason);
        if (until != null) {
            ban.put("until", until);
        }
        return admin.put(USERS + "/" + person.id() + "/ban", ban);
    }

    private int sessions(Browser person) {
        return jdbc.sql("SELECT COUNT(*) FROM Session WHERE user_id = ? AND ended_at IS NULL")
                .param(person.id())
                .query(Integer.class)
                .single();
    }
}
