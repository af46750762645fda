package io.guildhall.task;

import static io.guildhall.task.testing.Life.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guildhall.defaults.testing.Api;
import io.guildhall.task.escrow.EscrowWatch;
import io.guildhall.task.testing.Drafts;
import io.guildhall.task.testing.Life;
import io.guildhall.task.testing.People;
import io.guildhall.task.testing.Person;
import io.guildhall.task.testing.PlayedChain;
import io.guildhall.task.testing.PlayedEscrow;
import io.guildhall.task.testing.TaskServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@TaskServiceTest
class SidePathsIT {
    @Autowired private Api api;
    @Autowired private People people;
    @Autowired private Life life;
    @Autowired private PlayedChain chain;
    @Autowired private PlayedEscrow escrow;
    @Autowired private EscrowWatch watch;
    @Autowired private JdbcClient jdbc;

    @AfterEach
    void mend() {
        escrow.moveTo(Instant.MIN);
        escrow.refuse("");
        // The service hears of it at its next look; a draft of the next test would be late until
        // then.
        await().until(() -> watch.now().isBefore(Instant.now().plusSeconds(60)));
    }

    private JsonNode task(Person reader, String id) {
        return api.get(reader.token(), path(id)).expect(200).json();
    }

    private List<String> actions(Person reader, String id) {
        return task(reader, id).path("actions").valueStream().map(JsonNode::asString).toList();
    }

    @Test
    void publisherAsksForRevisionAndGetsNewWork() {
        Person publisher = people.publisher();
        Person worker = people.player();
        String id = life.submitted(publisher, worker);
        life.sign(publisher, id, "REVISION").expect(400, "reason-required");

        life.sign(publisher, id, "REVISION", Map.of("reason", "Two are missing")).expect(200);

        life.awaitStatus(id, "REVISION_ASKED");
        JsonNode asked = task(worker, id);
        assertThat(asked.path("round").asInt()).isEqualTo(1);
        assertThat(asked.at("/submissions/0/revision/reason").asString())
                .isEqualTo("Two are missing");
        life.submit(worker, id).expect(200);
        life.awaitStatus(id, "SUBMITTED");
        assertThat(task(worker, id).path("submissions")).hasSize(2);
    }

    private String prepare(Person worker, String id, String text) {
        return api.post(worker.token(), path(id) + "/submissions", Map.of("text", text))
                .expect(201)
                .text("submissionId");
    }

    /** Else a publisher would have the work, and could let the clock take the claim back. */
    @Test
    void workIsTheWorkersAloneUntilItIsOnTheChain() {
        Person publisher = people.publisher();
        Person worker = people.player();
        String id = life.claimed(publisher, worker);

        String prepared = prepare(worker, id, "All there");

        assertThat(task(publisher, id).path("submissions")).isEmpty();
        assertThat(task(people.admin(), id).path("submissions")).isEmpty();
        assertThat(task(worker, id).at("/submissions/0/text").asString()).isEqualTo("All there");
        life.sign(worker, id, "SUBMISSION", Map.of("submissionId", prepared)).expect(200);
        life.awaitStatus(id, "SUBMITTED");
        assertThat(task(publisher, id).at("/submissions/0/text").asString()).isEqualTo("All there");
    }

    @Test
    void publisherFindsTheWorkAmongAllThatItsWorkerDidNotHandIn() {
        Person publisher = people.publisher();
        Person worker = people.player();
        String id = life.claimed(publisher, worker);
        for (int i = 0; i < 101; i++) {
            prepare(worker, id, "Nothing " + i);
        }

        life.sign(
                        worker,
                        id,
                        "SUBMISSION",
                        Map.of("submissionId", prepare(worker, id, "All there")))
                .expect(200);
        life.awaitStatus(id, "SUBMITTED");

        assertThat(task(publisher, id).path("submissions").findValuesAsString("text"))
                .containsExactly("All there");
        assertThat(task(worker, id).path("submissions").findValuesAsString("text"))
                .contains("All there");
    }

    @Test
    void outsidersAreToldThatSomebodyOffersButNotWhat() {
        Person publisher = people.publisher();
        String id = life.claimed(publisher, people.player());
        life.sign(publisher, id, "SETTLEMENT", Map.of("share", 4_000)).expect(200);

        assertThat(offered(publisher.token(), id).asString("")).isEqualTo("4000");
        assertThat(offered(null, id).isMissingNode()).isTrue();
        assertThat(offered(people.player().token(), id).isMissingNode()).isTrue();
    }

    private JsonNode offered(@Nullable String token, String id) {
        JsonNode latest = api.get(token, path(id) + "/timeline").expect(200).json().at("/items/0");
        assertThat(latest.path("kind").asString()).isEqualTo("OFFERED");
        return latest.at("/details/share");
    }

    @Test
    void offerEndsWithinAYear() {
        Person publisher = people.publisher();
        String id = life.claimed(publisher, people.player());

        for (String end : new String[] {"+999999999-12-31T23:59:59Z", "2100-01-01T00:00:00Z"}) {
            life.ask(publisher, id, "SETTLEMENT", Map.of("share", 4_000, "validUntil", end))
                    .expect(400, "invalid-request");
        }
    }

    @Test
    void workerGivesTheTaskBack() {
        Person worker = people.player();
        String id = life.claimed(people.publisher(), worker);

        life.sign(worker, id, "ABANDONMENT").expect(200);

        life.awaitStatus(id, "OPEN");
        assertThat(task(worker, id).path("worker").isNull()).isTrue();
    }

    @Test
    void publisherCancelsByTheOwnWallet() {
        Person publisher = people.publisher();
        String id = life.open(publisher);
        api.get(people.player().token(), path(id) + "/calls/cancel").expect(403, "task-not-party");
        api.get(publisher.token(), path(id) + "/calls/approve").expect(409, "task-wrong-status");

        assertThat(api.get(publisher.token(), path(id) + "/calls/cancel").expect(200).text("from"))
                .isEqualTo(publisher.address());
        chain.cancel(life.onChain(id));

        life.awaitStatus(id, "CANCELLED");
        assertThat(
                        jdbc.sql(
                                        """
                                        SELECT transaction_amount FROM `Transaction`
                                        WHERE task_id = ? AND kind = 'REFUND'""")
                                .param(Long.parseLong(id))
                                .query(String.class)
                                .single())
                .isEqualTo("1025000000000000000");
    }

    @Test
    void clocksThatRanOutAreExecutedOnce() {
        Person publisher = people.publisher();
        String silentWorker = life.claimed(publisher, people.player());
        String silentPublisher = life.submitted(publisher, people.player());

        escrow.moveTo(Instant.now().plus(Duration.ofDays(3)));

        life.awaitStatus(silentPublisher, "COMPLETED");
        life.awaitStatus(silentWorker, "OPEN");
        escrow.moveTo(Instant.now().plus(Duration.ofDays(8)));
        life.awaitStatus(silentWorker, "EXPIRED");
        assertThat(
                        jdbc.sql(
                                        """
                                        SELECT COUNT(*) FROM EscrowCommand
                                        WHERE task_id = ? AND kind = 'TIMER'""")
                                .param(Long.parseLong(silentWorker))
                                .query(Integer.class)
                                .single())
                .isEqualTo(2);
    }

    @Test
    void bothSidesSettleAtAShare() {
        Person publisher = people.publisher();
        Person worker = people.player();
        String id = life.claimed(publisher, worker);

        String end = Instant.now().plus(Duration.ofDays(3)).toString();
        life.sign(publisher, id, "SETTLEMENT", Map.of("share", 4_000, "validUntil", end))
                .expect(200);

        JsonNode offered = task(worker, id);
        assertThat(offered.path("status").asString()).isEqualTo("CLAIMED");
        assertThat(offered.at("/offers/0/by").asString()).isEqualTo("PUBLISHER");
        assertThat(offered.at("/offers/0/share").asInt()).isEqualTo(4_000);
        life.sign(worker, id, "SETTLEMENT", Map.of("share", 5_000)).expect(200);
        assertThat(task(worker, id).path("pending").isNull()).isTrue();

        life.sign(worker, id, "SETTLEMENT", Map.of("share", 4_000)).expect(200);

        life.awaitStatus(id, "SETTLED");
        assertThat(
                        jdbc.sql(
                                        """
                                        SELECT transaction_amount FROM `Transaction`
                                        WHERE task_id = ? AND kind = 'PAYMENT'""")
                                .param(Long.parseLong(id))
                                .query(String.class)
                                .single())
                .isEqualTo("400000000000000000");
    }

    @Test
    void arbiterRulesAndTheAppealDecides() {
        Person publisher = people.publisher();
        Person worker = people.player();
        Person admin = people.admin();
        String id = life.disputed(publisher, worker);
        api.post(worker.token(), path(id) + "/statements", Map.of("text", "They are blue"))
                .expect(201);
        api.post(people.player().token(), path(id) + "/statements", Map.of("text", "x"))
                .expect(403, "task-not-party");
        assertThat(api.get(null, path(id)).json().path("dispute").isNull()).isTrue();

        api.post(
                        admin.token(),
                        "/api/v1/task-disputes/" + id + "/ruling",
                        Map.of("share", 7_000, "reason", "Most are blue"))
                .expect(204);
        life.awaitStatus(id, "RULED");
        JsonNode ruled = task(publisher, id);
        assertThat(ruled.at("/dispute/opening/reason").asString())
                .isEqualTo("The scales are green");
        assertThat(ruled.at("/dispute/opening/by").asString()).isEqualTo("PUBLISHER");
        assertThat(ruled.at("/dispute/statements/0/by").asString()).isEqualTo("WORKER");
        assertThat(ruled.at("/dispute/ruling/share").asInt()).isEqualTo(7_000);
        assertThat(ruled.at("/dispute/ruling/reason").asString()).isEqualTo("Most are blue");

        life.sign(publisher, id, "APPEAL", Map.of("reason", "Not most")).expect(200);
        life.awaitStatus(id, "APPEALED");
        assertThat(barred(admin, id)).isEqualTo("RULED_FIRST");
        assertThat(actions(admin, id)).doesNotContain("RULING");
        Person other = people.admin();
        assertThat(barred(other, id)).isEmpty();
        assertThat(actions(other, id)).contains("RULING");
        Map<String, Object> ruling = Map.of("share", 2_000, "reason", "Few are blue");
        api.post(admin.token(), "/api/v1/task-disputes/" + id + "/ruling", ruling)
                .expect(403, "appeal-other-arbiter");
        api.post(other.token(), "/api/v1/task-disputes/" + id + "/ruling", ruling).expect(204);
        life.awaitStatus(id, "RESOLVED");
        assertThat(task(worker, id).at("/dispute/ruling/share").asInt()).isEqualTo(7_000);
        assertThat(task(worker, id).at("/dispute/appealRuling/share").asInt()).isEqualTo(2_000);
        assertThat(task(worker, id).at("/dispute/appealRuling/reason").asString())
                .isEqualTo("Few are blue");
    }

    @Test
    void arbiterWhoseFirstRulingTheContractRefusedMayDecideTheAppeal() {
        Person publisher = people.publisher();
        Person refused = people.admin();
        Person first = people.admin();
        String id = life.disputed(publisher, people.player());
        String ruling = "/api/v1/task-disputes/" + id + "/ruling";
        escrow.refuse("escrow-opened-this-block");
        api.post(refused.token(), ruling, Map.of("share", 7_000, "reason", "Most are blue"))
                .expect(204);
        await().until(() -> task(refused, id).path("pending").isNull());
        escrow.refuse("");
        api.post(first.token(), ruling, Map.of("share", 6_000, "reason", "Many are blue"))
                .expect(204);
        life.awaitStatus(id, "RULED");

        life.sign(publisher, id, "APPEAL", Map.of("reason", "Not many")).expect(200);
        life.awaitStatus(id, "APPEALED");

        assertThat(barred(first, id)).isEqualTo("RULED_FIRST");
        assertThat(barred(refused, id)).isEmpty();
        api.post(refused.token(), ruling, Map.of("share", 2_000, "reason", "Few are blue"))
                .expect(204);
        life.awaitStatus(id, "RESOLVED");
    }

    /** What an arbiter's list says stands against their ruling; empty where nothing does. */
    private String barred(Person arbiter, String id) {
        return api.get(arbiter.token(), "/api/v1/task-disputes?limit=100")
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .filter(one -> one.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow()
                .path("barred")
                .asString("");
    }

    @Test
    void adminWhoIsASideIsToldThatAnotherDecides() {
        Person publisher = people.publishingAdmin();
        String id = life.disputed(publisher, people.player());

        assertThat(barred(publisher, id)).isEqualTo("PARTY");
        assertThat(barred(people.admin(), id)).isEmpty();
        api.post(
                        publisher.token(),
                        "/api/v1/task-disputes/" + id + "/ruling",
                        Map.of("share", 0, "reason", "x"))
                .expect(403, "task-not-party");
    }

    @Test
    void nobodyElseRules() {
        String id = life.disputed(people.publisher(), people.player());

        api.post(
                        people.publisher().token(),
                        "/api/v1/task-disputes/" + id + "/ruling",
                        Map.of("share", 0, "reason", "x"))
                .expect(403, "forbidden");
    }

    @Test
    void signaturesCanBeTakenAway() {
        Person worker = people.player();
        String id = life.submitted(people.publisher(), worker);

        JsonNode items =
                api.get(worker.token(), path(id) + "/signatures").expect(200).json().path("items");

        assertThat(items).hasSize(2);
        assertThat(items.at("/0/typedData/primaryType").asString()).isEqualTo("Submission");
        assertThat(items.at("/0/typedData/domain/verifyingContract").asString())
                .isEqualTo(PlayedEscrow.CONTRACT);
    }

    @Test
    void publisherChoosesWhoMayClaim() {
        Person publisher = people.publisher();
        Person chosen = people.player();
        Person other = people.player();
        Map<String, Object> draft = Drafts.complete("Chosen one");
        draft.put("mode", "BY_APPLICATION");
        String id = life.open(publisher, draft);
        life.sign(chosen, id, "CLAIM").expect(403, "task-not-accepted");
        assertThat(task(chosen, id).path("asked").asBoolean()).isFalse();
        for (Person player : new Person[] {chosen, other}) {
            api.post(player.token(), path(id) + "/candidates", Map.of("message", "Me")).expect(204);
            assertThat(task(player, id).path("asked").asBoolean()).isTrue();
            assertThat(actions(player, id)).contains("CANDIDATURE").doesNotContain("CLAIM");
        }
        assertThat(task(publisher, id).path("asked").asBoolean()).isFalse();
        assertThat(api.get(null, path(id)).json().path("asked").asBoolean()).isFalse();
        api.post(publisher.token(), path(id) + "/candidates", Map.of("message", "x"))
                .expect(403, "task-own");
        api.get(other.token(), path(id) + "/candidates").expect(403, "forbidden");
        assertThat(
                        api.get(publisher.token(), path(id) + "/candidates")
                                .expect(200)
                                .json()
                                .path("items"))
                .hasSize(2);

        api.post(
                        publisher.token(),
                        path(id) + "/candidates/" + chosen.id() + "/acceptance",
                        Map.of())
                .expect(204);

        assertThat(task(chosen, id).path("asked").asBoolean()).isFalse();
        assertThat(actions(chosen, id)).contains("CLAIM").doesNotContain("CANDIDATURE");
        assertThat(task(other, id).path("asked").asBoolean()).isTrue();
        life.sign(other, id, "CLAIM").expect(403, "task-not-accepted");
        life.sign(chosen, id, "CLAIM").expect(200);
        life.awaitStatus(id, "CLAIMED");
    }
}
