package io.guildhall.user.session;

import static io.guildhall.user.testing.Browser.PASSWORD;
import static io.guildhall.user.testing.Browser.freshName;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.defaults.testing.Api.Answer;
import io.guildhall.user.testing.Authenticator;
import io.guildhall.user.testing.Browser;
import io.guildhall.user.testing.Doors;
import io.guildhall.user.testing.People;
import io.guildhall.user.testing.UserServiceTest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What a second factor asks for, and what ends it. */
@UserServiceTest
class SecondFactorIT {
    @Autowired private Doors doors;
    @Autowired private People people;
    @Autowired private JdbcClient database;

    @Test
    void asksForTheSecondFactorAndTakesEachCodeOnce() {
        Browser browser = doors.browser();
        String name = freshName();
        browser.register(name, null).expect(201);
        JsonNode enrolment = begin(browser).json();
        Authenticator app = new Authenticator(enrolment.get("secret").asString(), List.of());
        String first = app.code(0);
        JsonNode recovery =
                browser.post("/api/v1/me/second-factor/confirmation", Map.of("code", first))
                        .json()
                        .get("recoveryCodes");

        assertThat(enrolment.get("uri").asString()).startsWith("otpauth://totp/Guildhall:");
        assertThat(recovery).hasSize(10);
        assertThat(logIn(name, null).code()).isEqualTo("second-factor-required");
        assertThat(logIn(name, "000000").code()).isEqualTo("second-factor-invalid");
        assertThat(logIn(name, first).code()).isEqualTo("second-factor-invalid");
        String next = app.code(1);
        assertThat(logIn(name, next).status()).isEqualTo(200);
        assertThat(logIn(name, next).code()).isEqualTo("second-factor-invalid");
        String spare = recovery.get(0).asString();
        assertThat(logIn(name, spare).status()).isEqualTo(200);
        assertThat(logIn(name, spare).code()).isEqualTo("second-factor-invalid");
    }

    private Answer logIn(String name, @Nullable String code) {
        return code == null
                ? doors.browser().logIn(name, PASSWORD)
                : doors.browser().logIn(name, PASSWORD, code);
    }

    @Test
    void isSetUpOnce() {
        Browser person = people.player();
        person.addSecondFactor();

        begin(person).expect(409, "second-factor-present");
        confirm(person, "000000").expect(400, "second-factor-invalid");
    }

    @Test
    void countsOnceItsFirstCodeWasSeen() {
        Browser person = people.player();
        begin(person).expect(200);

        confirm(person, "000000").expect(400, "second-factor-invalid");

        doors.browser().logIn(person.username(), PASSWORD).expect(200);
    }

    /** Who began it knew a password that the owner has given up since. */
    @Test
    void isBegunAnewAfterAnotherPassword() {
        Browser person = people.player();
        Authenticator app = new Authenticator(begin(person).text("secret"), List.of());
        person.put(
                        "/api/v1/me/password",
                        Map.of("currentPassword", PASSWORD, "newPassword", "cobalt-lantern-88"))
                .expect(204);

        confirm(person, app.code(0)).expect(400, "second-factor-invalid");

        doors.browser().logIn(person.username(), "cobalt-lantern-88").expect(200);
    }

    @Test
    void usesNoCodeUpWhereThePasswordIsWrong() {
        Browser person = people.player();
        String code = person.addSecondFactor().recoveryCodes().getFirst();

        person.send(
                        "DELETE",
                        "/api/v1/me/second-factor",
                        Map.of("code", code, "password", "not-" + PASSWORD))
                .expect(400, "password-wrong");

        remove(person, code).expect(204);
    }

    @Test
    void isTakenAwayByACodeOnlyAndWithItsRecoveryCodes() {
        Browser person = people.player();
        List<String> recoveryCodes = person.addSecondFactor().recoveryCodes();
        assertThat(recoveryCodes(person)).isEqualTo(10);

        remove(person, "no-such-code").expect(400, "second-factor-invalid");
        remove(person, recoveryCodes.getFirst()).expect(204);

        assertThat(recoveryCodes(person)).isZero();
        doors.browser().logIn(person.username(), PASSWORD).expect(200);
    }

    /** A session that was opened with it must not pass for strong after it is gone. */
    @Test
    void leavesNoSessionStrongWhenItGoes() {
        Browser person = people.player();
        List<String> recoveryCodes = person.addSecondFactor().recoveryCodes();
        assertThat(strongSessions(person)).isEqualTo(1);

        remove(person, recoveryCodes.getFirst()).expect(204);

        assertThat(strongSessions(person)).isZero();
    }

    private static Answer begin(Browser person) {
        return person.post("/api/v1/me/second-factor", Map.of("password", PASSWORD));
    }

    private static Answer confirm(Browser person, String code) {
        return person.post("/api/v1/me/second-factor/confirmation", Map.of("code", code));
    }

    private static Answer remove(Browser person, String code) {
        return person.send(
                "DELETE", "/api/v1/me/second-factor", Map.of("code", code, "password", PASSWORD));
    }

    private int recoveryCodes(Browser person) {
        return count("select count(*) from RecoveryCode where user_id = ?", person);
    }

    private int strongSessions(Browser person) {
        return count("select count(*) from Session where user_id = ? and second_factor", person);
    }

    private int count(String query, Browser person) {
        return database.sql(query).param(person.id()).query(Integer.class).single();
    }
}
