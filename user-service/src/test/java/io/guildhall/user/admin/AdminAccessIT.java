package io.guildhall.user.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.defaults.security.Role;
import io.guildhall.defaults.testing.Api;
import io.guildhall.defaults.testing.Api.Answer;
import io.guildhall.user.testing.People;
import io.guildhall.user.testing.RunningUserService;
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
@RunningUserService
class AdminAccessIT {
    @Autowired Api api;
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
        assertEverywhere(null, 401, "unauthenticated");
    }

    @Test
    void keepsPlayersOut() {
        assertEverywhere(people.player().token(), 403, "forbidden");
    }

    @Test
    void keepsPublishersOut() {
        assertEverywhere(people.with(Role.TASK_PUBLISHER).token(), 403, "forbidden");
    }

    @Test
    void keepsCommunityAdminsOut() {
        assertEverywhere(people.with(Role.COMMUNITY_ADMIN).token(), 403, "forbidden");
    }

    @Test
    void keepsSystemAdminsOutWithoutASecondFactor() {
        assertEverywhere(people.with(Role.SYSTEM_ADMIN).token(), 403, "forbidden");
    }

    @Test
    void letsSystemAdminsInWithASecondFactor() {
        String token = people.systemAdmin().token();

        for (Door door : doors()) {
            assertThat(call(token, door).status()).as("%s", door).isNotIn(401, 403, 500);
        }
    }

    private void assertEverywhere(@Nullable String token, int status, String code) {
        for (Door door : doors()) {
            Answer answer = call(token, door);
            assertThat(answer.status()).as("%s: %s", door, answer.body()).isEqualTo(status);
            assertThat(answer.code()).as("%s", door).isEqualTo(code);
        }
    }

    private Answer call(@Nullable String token, Door door) {
        return api.call(
                token, door.method(), door.path().replace("{id}", "" + subject), door.body());
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
