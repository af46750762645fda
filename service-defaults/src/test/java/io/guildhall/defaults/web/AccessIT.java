package io.guildhall.defaults.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.defaults.security.TestTokens;
import io.guildhall.defaults.web.HttpCall.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who is let through which door. */
@WebDefaultsTest
class AccessIT {
    @LocalServerPort private int port;

    @Test
    void letsGuestsThroughPublicDoorsOnly() {
        assertThat(get("/things/1").at("$.guest")).isEqualTo(true);
        Answer refused = get("/me");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("unauthenticated");
        assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(get("/admin").status()).isEqualTo(401);
    }

    @Test
    void knowsTheUserByTheToken() {
        Answer answer = HttpCall.to(port, "/me").as(TestTokens.player()).get();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("$.id")).isEqualTo("42");
    }

    @Test
    void namesThePermissionThatIsMissing() {
        Answer refused = HttpCall.to(port, "/admin").as(TestTokens.player()).get();

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("forbidden");
        assertThat(refused.text("$.permission")).isEqualTo("MANAGE_USERS");
        assertThat(HttpCall.to(port, "/admin").as(TestTokens.systemAdmin()).get().status())
                .isEqualTo(200);
    }

    @Test
    void refusesBadTokensEvenAtPublicDoors() {
        for (String token : List.of("x", "a.b.c", TestTokens.player() + "x")) {
            Answer answer = HttpCall.to(port, "/things/1").as(token).get();

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.code()).isEqualTo("unauthenticated");
            assertThat(answer.header("WWW-Authenticate"))
                    .isEqualTo("Bearer error=\"invalid_token\"");
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        }
    }

    @Test
    void readsNoTokenFromTheAddress() {
        assertThat(get("/me?access_token=" + TestTokens.player()).status()).isEqualTo(401);
    }

    @Test
    void opensThreeActuatorEndpointsOnly() {
        for (String open : List.of("health/liveness", "health/readiness", "info", "prometheus")) {
            assertThat(get("/actuator/" + open).status()).as(open).isEqualTo(200);
        }
        for (String closed : List.of("", "/env", "/beans", "/heapdump", "/loggers", "/mappings")) {
            assertThat(get("/actuator" + closed).status()).as(closed).isEqualTo(401);
        }
        assertThat(HttpCall.to(port, "/actuator/env").as(TestTokens.systemAdmin()).get().status())
                .isEqualTo(403);
    }

    @Test
    void opensTheEndpointsOfOperatorsToSystemAdminsOnly() {
        for (String path : List.of("/actuator/outbox", "/actuator/deadletters/guildhall.user.v1")) {
            assertThat(get(path).status()).isEqualTo(401);
            assertThat(HttpCall.to(port, path).as(TestTokens.player()).get().status())
                    .isEqualTo(403);
        }
        // This application has no database, so there is no outbox behind the door.
        assertThat(
                        HttpCall.to(port, "/actuator/outbox")
                                .as(TestTokens.systemAdmin())
                                .get()
                                .status())
                .isEqualTo(404);
    }

    private Answer get(String path) {
        return HttpCall.to(port, path).get();
    }
}
