package io.guildhall.defaults.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.defaults.security.TestTokens;
import io.guildhall.defaults.web.HttpCall.Answer;
import java.util.List;
import java.util.Objects;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

@SpringBootTest(
        classes = WebTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=test-service",
            "spring.profiles.active=local",
            "spring.grpc.server.enabled=false",
            "spring.mvc.async.request-timeout=100ms",
            "management.health.redis.enabled=false",
            "guildhall.web.max-body-size=2KB"
        })
class WebDefaultsIT {
    @LocalServerPort private int port;
    @Autowired private ServletWebServerApplicationContext server;

    @Test
    void writesLongsAsStringsAndTimesInUtc() {
        Answer answer =
                post(
                        "{\"id\":\"9007199254740993\",\"name\":\"name\",\"count\":3,"
                                + "\"at\":\"2026-01-01T08:00:00+08:00\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("$.id")).isEqualTo("9007199254740993");
        assertThat(answer.at("$.count")).isEqualTo(3);
        assertThat(answer.text("$.at")).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(answer.at("$.email")).isNull();
    }

    @Test
    void readsLongsFromNumbersToo() {
        assertThat(post("{\"id\":12,\"name\":\"name\",\"count\":3}").text("$.id")).isEqualTo("12");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.5",
                "1e3",
                "\"\"",
                "\" 1\"",
                "\"1.0\"",
                "\"9223372036854775808\"",
                "9223372036854775808",
                "true",
                "null",
                "[1]",
                "\"０\""
            })
    void refusesWhatIsNoLong(String id) {
        Answer answer = post("{\"id\":" + id + ",\"name\":\"name\",\"count\":3}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid-request");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\":1,\"name\":\"x\",\"count\":3}|name|size",
                "{\"id\":1,\"name\":\"name\",\"email\":\"nobody\",\"count\":3}|email|email",
                "{\"id\":1,\"name\":\"name\",\"count\":10}|count|max",
                "{\"id\":1,\"name\":\"name\",\"count\":3,\"items\":[{\"name\":\" \"}]}|items[0].name|not-blank",
                "{\"id\":1,\"name\":\"name\",\"count\":3,\"colour\":\"GREEN\"}|colour|type",
                "{\"id\":1,\"name\":\"name\",\"count\":3,\"colour\":0}|colour|type",
                "{\"id\":1,\"name\":\"name\",\"count\":3.7}|count|type",
                "{\"id\":1,\"name\":\"name\",\"count\":\"3\"}|count|type",
                "{\"id\":1,\"name\":5,\"count\":3}|name|type",
                "{\"id\":1,\"name\":\"name\",\"count\":3,\"at\":\"yesterday\"}|at|type",
                "{\"id\":1,\"name\":\"name\",\"count\":3,\"items\":[{\"name\":\"a\",\"b\":1}]}|items[0].b|unknown",
                "{\"id\":1,\"name\":\"name\",\"count\":3,\"admin\":true}|admin|unknown"
            })
    void tellsWhichFieldIsWrong(String body, String field, String code) {
        Answer answer = post(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.code()).isEqualTo("invalid-request");
        assertThat(answer.text("$.errors[0].field")).isEqualTo(field);
        assertThat(answer.text("$.errors[0].code")).isEqualTo(code);
        assertThat(answer.text("$.errors[0].message")).isNotBlank();
    }

    @Test
    void tellsTheLimitsOfAField() {
        Answer answer = post("{\"id\":1,\"name\":\"x\",\"count\":3}");

        assertThat(answer.at("$.errors[0].limits.min")).isEqualTo(3);
        assertThat(answer.at("$.errors[0].limits.max")).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "nonsense",
                "{\"id\":1,\"id\":2,\"name\":\"name\",\"count\":3}",
                "{\"id\":1,\"name\":\"name\",\"count\":3} {}"
            })
    void refusesWhatIsNotOneWellFormedObject(String body) {
        Answer answer = post(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid-request");
    }

    @Test
    void refusesDeepJson() {
        String deep = "{\"items\":" + "[".repeat(500) + "]".repeat(500) + "}";

        assertThat(post(deep).status()).isEqualTo(400);
    }

    @Test
    void refusesLongBodiesDeclaredOrNot() {
        String body = "{\"id\":1,\"name\":\"" + "x".repeat(3_000) + "\",\"count\":3}";

        Answer declared = post(body);
        Answer chunked = HttpCall.to(port, "/things").postChunked(body);

        for (Answer answer : List.of(declared, chunked)) {
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.code()).isEqualTo("request-too-large");
        }
    }

    @Test
    void tellsParametersThatAreWrong() {
        Answer path = get("/things/abc");
        Answer query = get("/things/1?limit=101");

        assertThat(path.status()).isEqualTo(400);
        assertThat(path.text("$.errors[0].field")).isEqualTo("id");
        assertThat(path.text("$.errors[0].code")).isEqualTo("type");
        assertThat(query.status()).isEqualTo(400);
        assertThat(query.text("$.errors[0].field")).isEqualTo("limit");
        assertThat(query.text("$.errors[0].code")).isEqualTo("max");
        assertThat(query.at("$.errors[0].limits.value")).isEqualTo(100);
    }

    @Test
    void tellsWhatIsNotDoneHere() {
        assertThat(get("/nowhere").code()).isEqualTo("not-found");
        assertThat(get("/nowhere").status()).isEqualTo(404);
        Answer method = HttpCall.to(port, "/things").method("DELETE");
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.code()).isEqualTo("method-not-allowed");
        assertThat(method.header("Allow")).isEqualTo("POST");
        Answer type =
                HttpCall.to(port, "/things").header("Content-Type", "text/plain").method("POST");
        assertThat(type.status()).isEqualTo(415);
        assertThat(type.code()).isEqualTo("unsupported-media-type");
        Answer accept = HttpCall.to(port, "/things/1").header("Accept", "application/pdf").get();
        assertThat(accept.status()).isEqualTo(406);
        assertThat(accept.code()).isEqualTo("not-acceptable");
        assertThat(get("/error").status()).isEqualTo(404);
    }

    @Test
    void namesNoContainerWhenItRefusesAnAddress() {
        Answer answer = get("/things/%00;x=%2e%2e/y");

        assertThat(answer.status()).isBetween(400, 404);
        assertThat(answer.body()).doesNotContain("Tomcat", "Exception");
    }

    @Test
    void tellsRefusalsWithTheirProperties() {
        Answer refused = get("/failures/refused");
        Answer limited = get("/failures/limited");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("name-taken");
        assertThat(refused.text("$.type")).isEqualTo("urn:guildhall:problem:name-taken");
        assertThat(refused.text("$.instance")).isEqualTo("/failures/refused");
        assertThat(refused.text("$.name")).isEqualTo("x");
        assertThat(refused.text("$.errors[0].code")).isEqualTo("taken");
        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.header("Retry-After")).isEqualTo("30");
        assertThat(get("/failures/stale").status()).isEqualTo(409);
        assertThat(get("/failures/stale").code()).isEqualTo("concurrent-change");
    }

    @ParameterizedTest
    @ValueSource(strings = {"database", "transaction", "redis", "kafka"})
    void tellsAnOutageAsAnOutage(String kind) {
        Answer answer = get("/failures/" + kind);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("temporarily-unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.body()).doesNotContain("hunter2", "gone");
    }

    @Test
    void tellsASlowAnswerAsAnOutage() {
        Answer answer = get("/slow");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("temporarily-unavailable");
    }

    @Test
    void revealsNothingOfADefect() {
        Answer answer = get("/failures/defect");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.code()).isEqualTo("internal-error");
        assertThat(answer.body()).doesNotContain("vault", "IllegalState", "io.guildhall");
        assertThat(answer.text("$.traceId")).hasSize(32);
        assertThat(answer.header("X-Trace-Id")).isEqualTo(answer.text("$.traceId"));
    }

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

    @Test
    void sendsSecurityHeaders() {
        Answer answer = get("/things/1");

        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(answer.response().headers().map()).doesNotContainKeys("Server", "Set-Cookie");
    }

    @Test
    void continuesTheTraceOfTheCaller() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";

        Answer answer =
                HttpCall.to(port, "/failures/refused")
                        .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                        .get();

        assertThat(answer.header("X-Trace-Id")).isEqualTo(trace);
        assertThat(answer.text("$.traceId")).isEqualTo(trace);
    }

    @Test
    void countsRequestsForPrometheus() {
        get("/things/1");

        Answer metrics = get("/actuator/prometheus");

        assertThat(metrics.status()).isEqualTo(200);
        assertThat(metrics.body())
                .contains("http_server_requests_seconds_count")
                .contains("uri=\"/things/{id}\"");
    }

    @Test
    void keepsConnectionsLongerThanTheGatewayDoes() {
        AbstractHttp11Protocol<?> protocol =
                (AbstractHttp11Protocol<?>)
                        ((TomcatWebServer) Objects.requireNonNull(server.getWebServer()))
                                .getTomcat()
                                .getConnector()
                                .getProtocolHandler();

        assertThat(protocol.getKeepAliveTimeout()).isGreaterThan(30_000);
        assertThat(protocol.getMaxKeepAliveRequests()).isEqualTo(-1);
    }

    @Test
    void documentsWhoMayCallWhat() {
        Answer document = get("/v3/api-docs");

        assertThat(document.status()).isEqualTo(200);
        assertThat(document.at("$.info.title")).isEqualTo("test-service");
        assertThat(document.at("$.paths['/things'].post.x-guildhall-access")).isEqualTo("public");
        assertThat(document.at("$.paths['/me'].get.x-guildhall-access")).isEqualTo("authenticated");
        assertThat(document.at("$.paths['/admin'].get.x-guildhall-access"))
                .isEqualTo("MANAGE_USERS");
        assertThat(document.text("$.paths['/admin'].get.responses.keys()"))
                .contains("200", "401", "403", "default");
        assertThat(document.text("$.paths['/admin'].get.security")).contains("accessToken");
        assertThat(document.text("$.paths['/things'].post")).doesNotContain("accessToken");
        assertThat(document.text("$.paths.keys()")).doesNotContain("/error");
    }

    @Test
    void documentsJsonAsItIsWritten() {
        Answer document = get("/v3/api-docs");
        String thing = "$.components.schemas.Thing";

        assertThat(document.text(thing + ".properties.id")).contains("string", "int64");
        assertThat(document.text(thing + ".properties.count.type")).isEqualTo("integer");
        assertThat(document.text(thing + ".required")).isEqualTo("[\"count\",\"id\",\"name\"]");
        assertThat(document.text(thing + ".properties.email.type")).contains("string", "null");
        assertThat(document.text("$.paths['/things/{id}'].get.parameters[0].schema"))
                .contains("string", "int64");
        assertThat(document.text("$.paths['/me'].get")).doesNotContain("parameters");
        assertThat(document.text("$.components.schemas.Problem.required")).contains("code");
    }

    private Answer get(String path) {
        return HttpCall.to(port, path).get();
    }

    private Answer post(String body) {
        return HttpCall.to(port, "/things").post(body);
    }
}
