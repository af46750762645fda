package io.guildhall.user.audit.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guildhall.defaults.testing.Api.Answer;
import io.guildhall.user.testing.Browser;
import io.guildhall.user.testing.People;
import io.guildhall.user.testing.UserServiceTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@UserServiceTest
class AuditEventsIT {
    private static final String PATH = "/api/v1/admin/audit-events";

    @Autowired People people;

    private Browser admin;

    @SuppressWarnings("NullAway.Init")
    AuditEventsIT() {}

    @BeforeEach
    void logInAnAdmin() {
        admin = people.systemAdmin();
    }

    @Test
    void showsWhatAnAdminDidToWhom() {
        Browser person = people.player();
        admin.put(
                        "/api/v1/admin/users/" + person.id() + "/ban",
                        Map.of("reason", "=cmd|' /C calc'!A0"))
                .expect(200);

        JsonNode event = awaitEvent("user.banned", person);

        assertThat(event.path("actorId").asString()).isEqualTo(Long.toString(admin.id()));
        assertThat(event.path("actorName").asString()).isEqualTo(admin.username());
        assertThat(event.path("subjectName").asString()).isEqualTo(person.username());
        assertThat(event.path("service").asString()).isEqualTo("user-service");
        assertThat(event.path("outcome").asString()).isEqualTo("SUCCESS");
        assertThat(event.path("clientAddress").asString()).isEqualTo(admin.address());
        assertThat(event.path("traceId").asString()).isNotEmpty();
        assertThat(event.path("details").path("reason").asString()).startsWith("=cmd");
        assertThat(event.path("id").isString()).isTrue();
    }

    @Test
    void saysThatTheChainIsIntact() {
        Browser person = people.player();
        awaitEvent("user.registered", person);

        JsonNode integrity = admin.get(PATH + "/integrity").expect(200).json();

        assertThat(integrity.path("intact").asBoolean()).isTrue();
        assertThat(integrity.path("checked").isInt()).isTrue();
        assertThat(integrity.path("checked").asInt()).isPositive();
        assertThat(integrity.path("brokenAt").isNull()).isTrue();
    }

    @Test
    void exportsAFile() {
        Browser person = people.player();
        awaitEvent("user.registered", person);

        Answer file = admin.get(PATH + "/export?subject=user:" + person.id()).expect(200);

        assertThat(file.header("content-type")).startsWith("text/csv");
        assertThat(file.header("content-disposition"))
                .matches("attachment; filename=\"audit-\\d{4}-\\d{2}-\\d{2}.csv\"");
        assertThat(file.header("x-guildhall-truncated")).isEqualTo("false");
        assertThat(file.body()).startsWith("\uFEFF\"id\",\"occurredAt\"");
        assertThat(file.body()).contains("\"user:" + person.id() + "\"").doesNotContain("user:1\"");
        JsonNode exported = awaitEvent("audit.exported", "audit-log");
        assertThat(exported.path("subjectName").isNull()).isTrue();
    }

    @Test
    void pagesThroughTheLog() {
        Browser person = people.player();
        for (int i = 0; i < 3; i++) {
            admin.put(
                            "/api/v1/admin/users/" + person.id() + "/verified",
                            Map.of("verified", i % 2 == 0, "reason", "round " + i))
                    .expect(200);
        }
        String filter = PATH + "?limit=2&subject=user:" + person.id();
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                admin.get(filter.replace("limit=2", "limit=50"))
                                                .json()
                                                .path("items")
                                                .size()
                                        >= 4);

        JsonNode first = admin.get(filter).expect(200).json();
        JsonNode second =
                admin.get(filter + "&cursor=" + first.path("nextCursor").asString())
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
        admin.get(PATH + "?" + filter).expect(400, "invalid-request");
    }

    private JsonNode awaitEvent(String action, Browser person) {
        return awaitEvent(action, "user:" + person.id());
    }

    private JsonNode awaitEvent(String action, String subject) {
        String path = PATH + "?action=" + action + "&subject=" + subject;
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> admin.get(path).expect(200).json().at("/items/0"),
                        item -> !item.isMissingNode());
    }
}
