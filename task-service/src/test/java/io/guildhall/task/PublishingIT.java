package io.guildhall.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.defaults.testing.Api;
import io.guildhall.defaults.testing.Api.Answer;
import io.guildhall.task.escrow.Sha256;
import io.guildhall.task.testing.Drafts;
import io.guildhall.task.testing.Life;
import io.guildhall.task.testing.People;
import io.guildhall.task.testing.Person;
import io.guildhall.task.testing.PlayedChain;
import io.guildhall.task.testing.TaskServiceTest;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@TaskServiceTest
class PublishingIT {
    @Autowired private Api api;
    @Autowired private People people;
    @Autowired private Life life;
    @Autowired private PlayedChain chain;
    @Autowired private JdbcClient jdbc;

    private String draft(Person publisher) {
        return api.post(publisher.token(), "/api/v1/tasks", Drafts.complete("Scales"))
                .expect(201)
                .text("id");
    }

    private JsonNode task(Person reader, String id) {
        return api.get(reader.token(), "/api/v1/tasks/" + id).expect(200).json();
    }

    @Test
    void draftIsOnlyItsPublishers() {
        Person publisher = people.publisher();
        String id = draft(publisher);

        assertThat(task(publisher, id).path("status").asString()).isEqualTo("DRAFT");
        assertThat(task(publisher, id).at("/publisher/username").asString())
                .isEqualTo(publisher.username());
        api.get(people.player().token(), "/api/v1/tasks/" + id).expect(404, "task-not-found");
        api.get(people.admin().token(), "/api/v1/tasks/" + id).expect(404, "task-not-found");
        api.get(null, "/api/v1/tasks/" + id).expect(404, "task-not-found");
    }

    @Test
    void playerWithoutTheRoleWritesNoDraft() {
        api.post(people.player().token(), "/api/v1/tasks", Map.of()).expect(403, "forbidden");
    }

    @Test
    void emptyDraftIsKeptButNotPublished() {
        Person publisher = people.publisher();
        String id = api.post(publisher.token(), "/api/v1/tasks", Map.of()).expect(201).text("id");

        Answer refusal =
                api.post(publisher.token(), "/api/v1/tasks/" + id + "/application", Map.of())
                        .expect(400, "task-incomplete");

        assertThat(refusal.json().path("errors").findValuesAsString("field"))
                .containsExactlyInAnyOrder(
                        "name",
                        "description",
                        "criteria",
                        "reward",
                        "claimDeadline",
                        "reviewWindow",
                        "workWindow",
                        "maxRevisions");
    }

    @Test
    void olderPageDoesNotOverwriteDraft() {
        Person publisher = people.publisher();
        String id = draft(publisher);
        String version = task(publisher, id).path("version").asString();
        Map<String, Object> change = new HashMap<>();
        change.put("draft", Drafts.complete("Blue scales"));
        change.put("version", version);

        api.put(publisher.token(), "/api/v1/tasks/" + id + "/draft", change).expect(200);

        api.put(publisher.token(), "/api/v1/tasks/" + id + "/draft", change)
                .expect(409, "task-version-conflict");
        assertThat(task(publisher, id).path("name").asString()).isEqualTo("Blue scales");
    }

    @Test
    void verifiedPublisherGoesStraightToTheFunding() {
        Person publisher = people.publisher();
        String id = draft(publisher);

        Answer applied =
                api.post(publisher.token(), "/api/v1/tasks/" + id + "/application", Map.of())
                        .expect(200);

        assertThat(applied.text("status")).isEqualTo("AWAITING_FUNDS");
        assertThat(applied.json().at("/next/actor").asString()).isEqualTo("PUBLISHER");
    }

    @Test
    void adminDecidesOnOtherPublishers() {
        Person publisher = people.newPublisher();
        Person admin = people.admin();
        String refused = draft(publisher);
        String accepted = draft(publisher);
        for (String id : new String[] {refused, accepted}) {
            api.post(publisher.token(), "/api/v1/tasks/" + id + "/application", Map.of())
                    .expect(200);
        }
        assertThat(
                        api.get(admin.token(), "/api/v1/task-reviews?limit=100")
                                .expect(200)
                                .json()
                                .path("items")
                                .findValuesAsString("id"))
                .contains(refused, accepted);
        assertThat(task(admin, accepted).path("actions").values())
                .extracting(JsonNode::asString)
                .containsExactly("REVIEW");

        api.post(
                        admin.token(),
                        "/api/v1/task-reviews/" + refused + "/refusal",
                        Map.of("reason", "Account sharing"))
                .expect(204);
        api.post(admin.token(), "/api/v1/task-reviews/" + accepted + "/approval", Map.of())
                .expect(204);

        assertThat(task(publisher, refused).path("status").asString()).isEqualTo("DRAFT");
        assertThat(task(publisher, refused).path("refusalReason").asString())
                .isEqualTo("Account sharing");
        assertThat(task(publisher, accepted).path("status").asString()).isEqualTo("AWAITING_FUNDS");
        api.post(admin.token(), "/api/v1/task-reviews/" + accepted + "/approval", Map.of())
                .expect(409, "task-wrong-status");
        assertThat(
                        api.get(publisher.token(), "/api/v1/tasks/" + refused + "/timeline")
                                .expect(200)
                                .json()
                                .path("items")
                                .findValuesAsString("kind"))
                .containsExactly("REFUSED", "APPLIED");
    }

    @Test
    void receiptHasTheWordsThatTheTermsHash() {
        Person publisher = people.publisher();
        String id = draft(publisher);
        api.post(publisher.token(), "/api/v1/tasks/" + id + "/application", Map.of()).expect(200);

        JsonNode plan =
                api.get(publisher.token(), "/api/v1/tasks/" + id + "/funding").expect(200).json();

        assertThat(plan.path("fee").asString()).isEqualTo("25000000000000000");
        assertThat(plan.path("total").asString()).isEqualTo("1025000000000000000");
        JsonNode receipt =
                api.get(publisher.token(), "/api/v1/tasks/" + id + "/receipt").expect(200).json();
        assertThat(receipt.path("key")).isEqualTo(plan.path("key"));
        assertThat(receipt.at("/terms/content").asString())
                .isEqualTo(Sha256.of(receipt.path("content").asString()));
        assertThat(receipt.path("publisher").asString()).isEqualTo(publisher.address());
    }

    @Test
    void fundingIsRememberedWhileThePageIsClosed() {
        Person publisher = people.publisher();
        String id = draft(publisher);
        api.post(publisher.token(), "/api/v1/tasks/" + id + "/application", Map.of()).expect(200);
        String hash = "0x" + "ab".repeat(32);

        api.post(
                        publisher.token(),
                        "/api/v1/tasks/" + id + "/funding",
                        Map.of("transactionHash", hash))
                .expect(200);

        assertThat(task(publisher, id).at("/pending/transactionHash").asString()).isEqualTo(hash);
        api.post(publisher.token(), "/api/v1/tasks/" + id + "/withdrawal", Map.of())
                .expect(409, "task-step-pending");
    }

    @Test
    void fundingNeedsLinkedWallet() {
        Person publisher = people.publisherWithoutWallet();
        String id = draft(publisher);
        api.post(publisher.token(), "/api/v1/tasks/" + id + "/application", Map.of()).expect(200);

        api.get(publisher.token(), "/api/v1/tasks/" + id + "/funding")
                .expect(409, "wallet-required");
    }

    @Test
    void onlyDraftIsThrownAway() {
        Person publisher = people.publisher();
        String id = draft(publisher);
        api.delete(people.publisher().token(), "/api/v1/tasks/" + id).expect(404, "task-not-found");
        api.post(publisher.token(), "/api/v1/tasks/" + id + "/application", Map.of()).expect(200);
        api.delete(publisher.token(), "/api/v1/tasks/" + id).expect(409, "task-wrong-status");
        api.post(publisher.token(), "/api/v1/tasks/" + id + "/withdrawal", Map.of()).expect(200);

        api.delete(publisher.token(), "/api/v1/tasks/" + id).expect(204);

        api.get(publisher.token(), "/api/v1/tasks/" + id).expect(404, "task-not-found");
    }

    @Test
    void taskIsMovedByItsPublisherAlone() {
        Person publisher = people.publisher();
        Person other = people.publisher();
        String id = draft(publisher);
        String path = "/api/v1/tasks/" + id;
        Map<String, Object> change =
                Map.of(
                        "draft",
                        Drafts.complete("Mine"),
                        "version",
                        task(publisher, id).path("version").asString());
        api.put(other.token(), path + "/draft", change).expect(404, "task-not-found");
        api.post(other.token(), path + "/application", Map.of()).expect(404, "task-not-found");
        api.post(publisher.token(), path + "/application", Map.of()).expect(200);

        api.post(other.token(), path + "/withdrawal", Map.of()).expect(404, "task-not-found");
        api.get(other.token(), path + "/funding").expect(404, "task-not-found");
        api.post(
                        other.token(),
                        path + "/funding",
                        Map.of("transactionHash", "0x" + "ab".repeat(32)))
                .expect(404, "task-not-found");

        JsonNode left = task(publisher, id);
        assertThat(left.path("status").asString()).isEqualTo("AWAITING_FUNDS");
        assertThat(left.path("name").asString()).isEqualTo("Scales");
        assertThat(left.path("pending").isNull()).isTrue();
    }

    @Test
    void taskThatEverybodySeesIsStillItsPublishersAlone() {
        String id = life.open(people.publisher());

        api.get(people.publisher().token(), "/api/v1/tasks/" + id + "/funding")
                .expect(403, "task-not-own");
        api.post(people.publisher().token(), "/api/v1/tasks/" + id + "/withdrawal", Map.of())
                .expect(403, "task-not-own");
    }

    @Test
    void fundingMayBeToldAnHourAfterItsLastMoment() {
        Person publisher = people.publisher();
        String id = life.accepted(publisher, Drafts.complete("Scales"));
        api.post(publisher.token(), "/api/v1/tasks/" + id + "/withdrawal", Map.of()).expect(200);
        jdbc.sql("UPDATE EscrowTerms SET claim_deadline = ? WHERE task_id = ?")
                .param(LocalDateTime.now(ZoneOffset.UTC).minusMinutes(55))
                .param(id)
                .update();

        api.delete(publisher.token(), "/api/v1/tasks/" + id).expect(409, "task-promised");
    }

    @Test
    void draftThatMayStillBeFundedIsKept() {
        Person publisher = people.publisher();
        String id = life.accepted(publisher, Drafts.complete("Scales"));
        api.post(publisher.token(), "/api/v1/tasks/" + id + "/withdrawal", Map.of()).expect(200);
        assertThat(task(publisher, id).path("actions").toString()).doesNotContain("DELETE");

        api.delete(publisher.token(), "/api/v1/tasks/" + id).expect(409, "task-promised");

        chain.fund(life.onChain(id));
        life.awaitStatus(id, "OPEN");
    }

    @Test
    void draftThatNobodyCanFundAnyMoreIsThrownAway() {
        Person publisher = people.publisher();
        String id = life.accepted(publisher, Drafts.complete("Scales"));
        api.post(publisher.token(), "/api/v1/tasks/" + id + "/withdrawal", Map.of()).expect(200);
        jdbc.sql("UPDATE EscrowTerms SET claim_deadline = ? WHERE task_id = ?")
                .param(LocalDateTime.now(ZoneOffset.UTC).minusHours(2))
                .param(id)
                .update();

        assertThat(task(publisher, id).path("actions").toString()).contains("DELETE");
        api.delete(publisher.token(), "/api/v1/tasks/" + id).expect(204);
    }

    @Test
    void draftHasNoDeadlineThatCannotBeKept() {
        Person publisher = people.publisher();
        for (String deadline :
                new String[] {"+999999999-12-31T23:59:59Z", "-999999999-01-01T00:00:00Z"}) {
            Map<String, Object> draft = Drafts.complete("Scales");
            draft.put("claimDeadline", deadline);

            api.post(publisher.token(), "/api/v1/tasks", draft).expect(400, "invalid-request");
        }
    }

    @Test
    void whyAnApplicationWasSentBackIsNotForEverybody() {
        Person publisher = people.newPublisher();
        Person admin = people.admin();
        String id = draft(publisher);
        String review = "/api/v1/task-reviews/" + id;
        api.post(publisher.token(), "/api/v1/tasks/" + id + "/application", Map.of()).expect(200);
        api.post(admin.token(), review + "/refusal", Map.of("reason", "Account sharing"))
                .expect(204);
        api.post(publisher.token(), "/api/v1/tasks/" + id + "/application", Map.of()).expect(200);
        api.post(admin.token(), review + "/approval", Map.of()).expect(204);
        api.get(publisher.token(), "/api/v1/tasks/" + id + "/funding").expect(200);
        chain.fund(life.onChain(id));
        life.awaitStatus(id, "OPEN");

        String timeline = "/api/v1/tasks/" + id + "/timeline";
        assertThat(api.get(publisher.token(), timeline).expect(200).json().toString())
                .contains("Account sharing");
        assertThat(api.get(null, timeline).expect(200).json().toString())
                .contains("REFUSED")
                .doesNotContain("Account sharing");
    }
}
