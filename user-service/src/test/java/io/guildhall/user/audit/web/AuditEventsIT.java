package io.guildhall.user.audit.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guildhall.defaults.testing.Api;
import io.guildhall.defaults.testing.Api.Answer;
import io.guildhall.user.testing.People;
import io.guildhall.user.testing.Person;
import io.guildhall.user.testing.RunningUserService;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@RunningUserService
class AuditEventsIT {
    private static final String PATH = "/api/v1/admin/audit-events";

    @Autowired Api api;
    @Autowired People people;

    private Person admin;

    @SuppressWarnings("NullAway.Init")
    AuditEventsIT() {}

    @BeforeEach
    void logInAnAdmin() {
        admin = people.systemAdmin();
    }

    @Test
    void showsWhatAnAdminDidToWhom() {
        Person person = people.player();
        api.put(
                        admin.token(),
                        "/api/v1/admin/users/" + person.id() + "/ban",
                        Map.of("reason", "=cmd|' /C calc'!A0"))
                .expect(200);

        JsonNode event = awaitEvent("user.banned", person);

        assertThat(event.path("actorId").asString()).isEqualTo(Long.toString(admin.id()));
        assertThat(event.path("actorName").asString()).isEqualTo(admin.username());
        assertThat(event.path("service").asString()).isEqualTo("user-service");
        assertThat(event.path("outcome").asString()).isEqualTo("SUCCESS");
        assertThat(event.path("clientAddress").asString()).isEqualTo("127.0.0.1");
        assertThat(event.path("traceId").asString()).isNotEmpty();
        assertThat(event.path("details").path("reason").asString()).startsWith("=cmd");
        assertThat(event.path("id").isString()).isTrue();
    }

    @Test
    void saysThatTheChainIsIntact() {
        Person person = people.player();
        awaitEvent("user.registered", person);

        JsonNode integrity = api.get(admin.token(), PATH + "/integrity").expect(200).json();

        assertThat(integrity.path("intact").asBoolean()).isTrue();
        assertThat(integrity.path("checked").isInt()).isTrue();
        assertThat(integrity.path("checked").asInt()).isPositive();
        assertThat(integrity.path("brokenAt").isNull()).isTrue();
    }

    @Test
    void exportsAFile() {
        Person person = people.player();
        awaitEvent("user.registered", person);

        Answer file =
                api.get(admin.token(), PATH + "/export?subject=user:" + person.id()).expect(200);

        assertThat(file.header("content-type")).startsWith("text/csv");
        assertThat(file.header("content-disposition"))
                .matches("attachment; filename=\"audit-\\d{4}-\\d{2}-\\d{2}.csv\"");
        assertThat(file.header("x-guildhall-truncated")).isEqualTo("false");
        assertThat(file.body()).startsWith("\uFEFF\"id\",\"occurredAt\"");
        assertThat(file.body()).contains("\"user:" + person.id() + "\"").doesNotContain("user:1\"");
        awaitEvent("audit.exported", "audit-log");
    }

    @Test
    void pagesThroughTheLog() {
        Person person = people.player();
        for (int i = 0; i < 3; i++) {
            api.put(
                            admin.token(),
                            "/api/v1/admin/users/" + person.id() + "/verified",
                            Map.of("verified", i % 2 == 0, "reason", "round " + i))
                    .expect(200);
        }
        String filter = PATH + "?limit=2&subject=user:" + person.id();
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                api.get(admin.token(), filter.replace("limit=2", "limit=50"))
                                                .json()
                                                .path("items")
                                                .size()
                                        >= 4);

        JsonNode first = api.get(admin.token(), filter).expect(200).json();
        JsonNode second =
                api.get(admin.token(), filter + "&cursor=" + first.path("nextCursor").asString())
                        .expect(200)
                        .json();

        assertThat(first.path("items")).hasSize(2);
        assertThat(second.at("/items/0/id").asString())
                .isNotIn(first.at("/items/0/id").asString(), first.at("/items/1/id").asString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "limit=x",
                "cursor=nonsense",
                "outcome=MAYBE",
                "actorId=me",
                "from=yesterday",
                "to=2026-13-01T00:00:00Z"
            })
    void refusesAFilterThatMeansNothing(String filter) {
        api.get(admin.token(), PATH + "?" + filter).expect(400, "invalid-request");
    }

    private JsonNode awaitEvent(String action, Person person) {
        return awaitEvent(action, "user:" + person.id());
    }

    private JsonNode awaitEvent(String action, String subject) {
        String path = PATH + "?action=" + action + "&subject=" + subject;
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> api.get(admin.token(), path).expect(200).json().at("/items/0"),
                        item -> !item.isMissingNode());
    }
}
