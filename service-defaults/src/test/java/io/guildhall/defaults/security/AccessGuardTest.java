package io.guildhall.defaults.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.support.StaticWebApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class AccessGuardTest {
    private final AccessGuard guard = new AccessGuard(TestUsers.context());

    @AfterEach
    void logOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void startsWhenEveryMethodHasARule() {
        assertThatCode(() -> start("open", "guestOrUser", "loggedIn", "permitted"))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesToStartWithAMethodWithoutRule() {
        assertThatThrownBy(() -> start("open", "unruled"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("unruled")
                .hasMessageContaining("has no access rule");
    }

    @Test
    void refusesToStartWithTwoRulesInOnePlace() {
        assertThatThrownBy(() -> start("twice")).hasMessageContaining("expected one");
    }

    @Test
    void refusesToStartWithAPublicMethodThatInsistsOnAUser() {
        assertThatThrownBy(() -> start("openButNeedsUser"))
                .hasMessageContaining("@Nullable CurrentUser");
    }

    @Test
    void takesTheRuleOfTheMethodBeforeTheOneOfTheClass() {
        assertThat(AccessRule.of(method("loggedIn"), AdminDoors.class).map(AccessRule::label))
                .contains("authenticated");
        assertThat(AccessRule.of(method("unruled"), AdminDoors.class).map(AccessRule::label))
                .contains("MANAGE_SYSTEM");
    }

    @Test
    void closesWhatIsNoControllerMethod() {
        assertThatThrownBy(() -> guard.preHandle(request(), response(), new Object()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.kind()).isEqualTo(ProblemKind.FORBIDDEN));
    }

    /** The roles table, at the door: each role against each permission. */
    @Test
    void letsThroughExactlyTheRolesThatHoldThePermission() {
        for (Role role : Role.values()) {
            TestUsers.logIn(
                    TestTokens.token(
                            claims ->
                                    claims.claim("roles", List.of(role.name()))
                                            .claim("amr", List.of("pwd", "otp"))));
            for (Method door : PermittedDoors.class.getDeclaredMethods()) {
                RequiresPermission rule = door.getAnnotation(RequiresPermission.class);
                boolean let = passes(new HandlerMethod(new PermittedDoors(), door));

                assertThat(let)
                        .as(role + " " + door.getName())
                        .isEqualTo(rule != null && rule.value().isGivenTo(List.of(role)));
            }
        }
    }

    @Test
    void letsNoGuestThroughWhereALoginIsNeeded() {
        HandlerMethod door = new HandlerMethod(new Doors(), method("loggedIn"));

        assertThatThrownBy(() -> guard.preHandle(request(), response(), door))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused ->
                                assertThat(refused.kind()).isEqualTo(ProblemKind.UNAUTHENTICATED));

        TestUsers.logIn(TestTokens.player());
        assertThat(passes(door)).isTrue();
    }

    private boolean passes(HandlerMethod door) {
        try {
            return guard.preHandle(request(), response(), door);
        } catch (ProblemException refused) {
            return false;
        }
    }

    private static void start(String... methods) {
        RequestMappingHandlerMapping mapping = new RequestMappingHandlerMapping();
        mapping.setApplicationContext(new StaticWebApplicationContext());
        mapping.afterPropertiesSet();
        for (String name : methods) {
            mapping.registerMapping(
                    RequestMappingInfo.paths("/" + name)
                            .options(mapping.getBuilderConfiguration())
                            .build(),
                    new Doors(),
                    method(name));
        }
        new AccessGuard.StartCheck(List.of(mapping)).afterSingletonsInstantiated();
    }

    private static Method method(String name) {
        return Arrays.stream(Doors.class.getDeclaredMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static MockHttpServletRequest request() {
        return new MockHttpServletRequest();
    }

    private static MockHttpServletResponse response() {
        return new MockHttpServletResponse();
    }

    @RequiresPermission(Permission.MANAGE_SYSTEM)
    static class AdminDoors {}

    static class Doors {
        @PublicAccess
        void open() {}

        @PublicAccess
        void guestOrUser(@Nullable CurrentUser user) {}

        @PublicAccess
        void openButNeedsUser(CurrentUser user) {}

        @AuthenticatedAccess
        void loggedIn(CurrentUser user) {}

        @RequiresPermission(Permission.POST)
        void permitted(CurrentUser user) {}

        void unruled() {}

        @PublicAccess
        @AuthenticatedAccess
        void twice() {}
    }

    static class PermittedDoors {
        @RequiresPermission(Permission.PUBLISH_TASK)
        void publish() {}

        @RequiresPermission(Permission.CLAIM_TASK)
        void claim() {}

        @RequiresPermission(Permission.FOUND_COMMUNITY)
        void found() {}

        @RequiresPermission(Permission.POST)
        void post() {}

        @RequiresPermission(Permission.TRADE_POINTS)
        void trade() {}

        @RequiresPermission(Permission.MANAGE_COMMUNITY)
        void manageCommunity() {}

        @RequiresPermission(Permission.MANAGE_USERS)
        void manageUsers() {}

        @RequiresPermission(Permission.MANAGE_SYSTEM)
        void manageSystem() {}
    }
}
