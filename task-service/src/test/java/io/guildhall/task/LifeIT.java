package io.guildhall.task;

import static io.guildhall.task.testing.Life.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guildhall.defaults.testing.Api;
import io.guildhall.task.testing.Drafts;
import io.guildhall.task.testing.Life;
import io.guildhall.task.testing.People;
import io.guildhall.task.testing.Person;
import io.guildhall.task.testing.PlayedChain;
import io.guildhall.task.testing.PlayedEscrow;
import io.guildhall.task.testing.TaskServiceTest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@TaskServiceTest
class LifeIT {
    @Autowired private Api api;
    @Autowired private People people;
    @Autowired private Life life;
    @Autowired private PlayedChain chain;
    @Autowired private PlayedEscrow escrow;
    @Autowired private JdbcClient jdbc;

    @AfterEach
    void mend() {
        escrow.setHolding(false);
        escrow.setAway(false);
        escrow.refuse("");
    }

    private JsonNode task(Person reader, String id) {
        return api.get(reader.token(), path(id)).expect(200).json();
    }

    private List<String> kinds(String id) {
        return api.get(null, path(id) + "/timeline")
                .expect(200)
                .json()
                .path("items")
                .findValuesAsString("kind")
                .reversed();
    }

    @Test
    void fundedTaskIsClaimedSubmittedApprovedAndPaid() {
        Person publisher = people.publisher();
        Person worker = people.player();
        String id = life.submitted(publisher, worker);
        assertThat(task(publisher, id).at("/submissions/0/text").asString()).isEqualTo("All there");
        assertThat(api.get(null, path(id)).json().path("submissions")).isEmpty();

        life.sign(publisher, id, "APPROVAL").expect(200);

        life.awaitStatus(id, "COMPLETED");
        assertThat(kinds(id))
                .containsSubsequence("FUNDED", "CLAIMED", "SUBMITTED", "STEP_BEGUN", "APPROVED");
        assertThat(
                        jdbc.sql(
                                        """
                                        SELECT CONCAT(kind, ' ', transaction_amount, ' ', IFNULL(receiver_id, '-'))
                                        FROM `Transaction` WHERE task_id = ? ORDER BY block_number""")
                                .param(Long.parseLong(id))
                                .query(String.class)
                                .list())
                .containsExactly(
                        "FUNDING 1025000000000000000 -",
                        "PAYMENT 1000000000000000000 " + worker.id());
        assertThat(task(worker, id).at("/next/actor").asString()).isEqualTo("NOBODY");
    }

    @Test
    void stepIsPendingUntilTheChainConfirmsIt() {
        Person worker = people.player();
        String id = life.open(people.publisher());
        escrow.setHolding(true);

        JsonNode claimed = life.sign(worker, id, "CLAIM").expect(200).json();

        assertThat(claimed.path("status").asString()).isEqualTo("OPEN");
        assertThat(claimed.at("/pending/kind").asString()).isEqualTo("CLAIM");
        life.sign(people.player(), id, "CLAIM").expect(409, "task-claimed-already");
    }

    @Test
    void refusedCommandLetsTheTaskGoOn() {
        Person worker = people.player();
        String id = life.open(people.publisher());
        escrow.refuse("escrow-paused");

        life.sign(worker, id, "CLAIM").expect(200);

        await().untilAsserted(() -> assertThat(kinds(id)).endsWith("STEP_FAILED"));
        assertThat(task(worker, id).path("pending").isNull()).isTrue();
        escrow.refuse("");
        life.sign(worker, id, "CLAIM").expect(200);
        life.awaitStatus(id, "CLAIMED");
    }

    @Test
    void commandWaitsForTheChainToComeBack() {
        Person worker = people.player();
        String id = life.open(people.publisher());
        var asked = life.ask(worker, id, "CLAIM", Map.of()).expect(201);
        escrow.setAway(true);

        life.give(worker, id, asked).expect(503, "chain-unavailable");
        escrow.setAway(false);
        life.give(worker, id, asked).expect(200);

        life.awaitStatus(id, "CLAIMED");
    }

    @Test
    void marketAnswersWhileTheChainIsAwayAndFundingSaysThatItIs() {
        Person publisher = people.publisher();
        String open = life.open(publisher, Drafts.complete("Before the outage"));
        String accepted = life.accepted(publisher, Drafts.complete("During the outage"));
        escrow.setAway(true);

        JsonNode listed =
                api.get(null, "/api/v1/tasks?publisher=" + publisher.id()).expect(200).json();
        assertThat(listed.path("items")).hasSize(1);
        assertThat(listed.at("/items/0/id").asString()).isEqualTo(open);
        api.get(null, path(open)).expect(200);
        api.get(publisher.token(), "/api/v1/tasks/published").expect(200);
        Api.Answer refused = api.get(publisher.token(), path(accepted) + "/funding");
        refused.expect(503, "chain-unavailable");
        assertThat(refused.header("Retry-After")).isEqualTo("5");

        escrow.setAway(false);

        api.get(publisher.token(), path(accepted) + "/funding").expect(200);
    }

    @Test
    void sameSignatureTwiceIsOneCommand() {
        Person worker = people.player();
        String id = life.open(people.publisher());
        var asked = life.ask(worker, id, "CLAIM", Map.of()).expect(201);

        life.give(worker, id, asked).expect(200);
        life.give(worker, id, asked).expect(200);

        assertThat(
                        jdbc.sql("SELECT COUNT(*) FROM EscrowCommand WHERE task_id = ?")
                                .param(Long.parseLong(id))
                                .query(Integer.class)
                                .single())
                .isEqualTo(1);
    }

    @Test
    void foreignSignatureIsRefused() {
        Person worker = people.player();
        Person other = people.player();
        String id = life.open(people.publisher());
        var asked = life.ask(worker, id, "CLAIM", Map.of()).expect(201);

        api.put(
                        worker.token(),
                        path(id) + "/consents/" + asked.text("consentId"),
                        Map.of(
                                "signature",
                                PlayedEscrow.signature(
                                        other.address(),
                                        "CLAIM",
                                        asked.json().at("/typedData/message/task").asString())))
                .expect(400, "signature-invalid");
        life.give(other, id, asked).expect(404, "consent-unknown");
    }

    @Test
    void nobodyClaimsTheOwnTaskOrMoreThanTheLimit() {
        Person publisher = people.publisher();
        String own = life.open(publisher);
        life.sign(publisher, own, "CLAIM").expect(403, "task-own");
        Person worker = people.player();
        for (int i = 0; i < 5; i++) {
            life.claimed(publisher, worker);
        }

        life.sign(worker, own, "CLAIM").expect(409, "task-claim-limit");
    }

    @Test
    void claimsThatTheChainHasNotConfirmedCountAgainstTheLimit() {
        Person publisher = people.publisher();
        Person worker = people.player();
        List<String> open = Stream.generate(() -> life.open(publisher)).limit(6).toList();
        escrow.setHolding(true);
        for (String id : open.subList(0, 5)) {
            life.sign(worker, id, "CLAIM").expect(200);
        }

        life.sign(worker, open.getLast(), "CLAIM").expect(409, "task-claim-limit");
    }

    @Test
    void reorganisationTakesBackWhatWasTold() {
        Person publisher = people.publisher();
        Person worker = people.player();
        String id = life.submitted(publisher, worker);

        chain.revert(life.onChain(id), 2);

        life.awaitStatus(id, "OPEN");
        assertThat(kinds(id)).endsWith("REVERTED");
        chain.revert(life.onChain(id), 1);
        await().untilAsserted(
                        () ->
                                assertThat(task(publisher, id).path("status").asString())
                                        .isEqualTo("AWAITING_FUNDS"));
        api.get(null, path(id)).expect(404, "task-not-found");
        chain.fund(life.onChain(id));
        life.awaitStatus(id, "OPEN");
        assertThat(
                        jdbc.sql("SELECT COUNT(*) FROM `Transaction` WHERE task_id = ?")
                                .param(Long.parseLong(id))
                                .query(Integer.class)
                                .single())
                .isEqualTo(1);
    }

    @Test
    void fundingOfWithdrawnTaskBringsItsWordsBack() {
        Person publisher = people.publisher();
        String id = life.accepted(publisher, Drafts.complete("As promised"));
        var promised = life.onChain(id);
        api.post(publisher.token(), path(id) + "/withdrawal", Map.of()).expect(200);
        String version = task(publisher, id).path("version").asString();
        api.put(
                        publisher.token(),
                        path(id) + "/draft",
                        Map.of("draft", Drafts.complete("Something else"), "version", version))
                .expect(200);

        chain.fund(promised);

        life.awaitStatus(id, "OPEN");
        assertThat(task(publisher, id).path("name").asString()).isEqualTo("As promised");
    }

    @Test
    void pageThatIsSlowerThanTheChainIsNotRefused() {
        Person publisher = people.publisher();
        String id = life.open(publisher);

        api.post(
                        publisher.token(),
                        path(id) + "/funding",
                        Map.of("transactionHash", "0x" + "ab".repeat(32)))
                .expect(200);

        assertThat(task(publisher, id).path("pending").isNull()).isTrue();
    }

    @Test
    void marketListsWhatIsOpen() {
        Person publisher = people.publisher();
        String id = life.open(publisher, Drafts.complete("Silver moonflower"));

        assertThat(
                        api.get(null, "/api/v1/tasks?status=PUBLISHED&limit=100")
                                .expect(200)
                                .json()
                                .path("items")
                                .findValuesAsString("id"))
                .contains(id);
        assertThat(
                        api.get(null, "/api/v1/tasks?q=moonflower&tag=solo&sort=reward")
                                .expect(200)
                                .json()
                                .path("items")
                                .findValuesAsString("id"))
                .contains(id);
        assertThat(
                        api.get(publisher.token(), "/api/v1/tasks/published")
                                .expect(200)
                                .json()
                                .path("items")
                                .findValuesAsString("id"))
                .contains(id);
    }
}
