package io.guildhall.user.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.defaults.security.Role;
import io.guildhall.defaults.testing.Api.Answer;
import io.guildhall.user.testing.Browser;
import io.guildhall.user.testing.Doors;
import io.guildhall.user.testing.People;
import io.guildhall.user.testing.UserServiceTest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every door under /api/v1/admin, found in the running service: a new one is tried without being listed here. */
@UserServiceTest
class AdminAccessIT {
    @Autowired Doors doors;
    @Autowired People people;
    @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping;

    private long subject;

    @BeforeEach
    void makeSomebody() {
        subject = people.player().id();
    }

    private record Door(String method, String path) {
        @Nullable Object body() {
            return method.equals("GET") || method.equals("DELETE") ? null : Map.of();
        }
    }

    @Test
    void findsTheDoors() {
        assertThat(doors()).hasSizeGreaterThanOrEqualTo(12);
    }

    @Test
    void asksGuestsToLogIn() {
        assertEverywhere(doors.browser(), 401, "unauthenticated");
    }

    @Test
    void keepsPlayersOut() {
        assertEverywhere(people.player(), 403, "forbidden");
    }

    @Test
    void keepsPublishersOut() {
        assertEverywhere(people.with(Role.TASK_PUBLISHER), 403, "forbidden");
    }

    @Test
    void keepsCommunityAdminsOut() {
        assertEverywhere(people.with(Role.COMMUNITY_ADMIN), 403, "forbidden");
    }

    @Test
    void keepsSystemAdminsOutWithoutASecondFactor() {
        assertEverywhere(people.with(Role.SYSTEM_ADMIN), 403, "forbidden");
    }

    @Test
    void letsSystemAdminsInWithASecondFactor() {
        Browser admin = people.systemAdmin();

        for (Door door : doors()) {
            assertThat(call(admin, door).status()).as("%s", door).isNotIn(401, 403, 500);
        }
    }

    private void assertEverywhere(Browser person, int status, String code) {
        for (Door door : doors()) {
            Answer answer = call(person, door);
            assertThat(answer.status()).as("%s: %s", door, answer.body()).isEqualTo(status);
            assertThat(answer.code()).as("%s", door).isEqualTo(code);
        }
    }

    private Answer call(Browser person, Door door) {
        return person.send(door.method(), door.path().replace("{id}", "" + subject), door.body());
    }

    private List<Door> doors() {
        return requestMappingHandlerMapping.getHandlerMethods().keySet().stream()
                .flatMap(
                        info ->
                                paths(info).stream()
                                        .flatMap(
                                                path ->
                                                        info
                                                                .getMethodsCondition()
                                                                .getMethods()
                                                                .stream()
                                                                .map(RequestMethod::name)
                                                                .map(
                                                                        method ->
                                                                                new Door(
                                                                                        method,
                                                                                        path))))
                .filter(door -> door.path().startsWith("/api/v1/admin"))
                .distinct()
                .toList();
    }

    private static List<String> paths(RequestMappingInfo info) {
        return List.copyOf(info.getPatternValues());
    }
}
