package io.guildhall.task;

import static io.guildhall.task.testing.Life.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guildhall.defaults.testing.Api;
import io.guildhall.proto.chain.v1.EscrowedTask;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** One task, two locked rewards: the terms were changed between two windows of the same publisher, and both were paid. */
@TaskServiceTest
class SecondFundingIT {
    private static final String SECOND_TOTAL = "2050000000000000000";

    @Autowired private Api api;
    @Autowired private People people;
    @Autowired private Life life;
    @Autowired private PlayedChain chain;
    @Autowired private PlayedEscrow escrow;
    @Autowired private EscrowWatch watch;
    @Autowired private JdbcClient jdbc;

    @AfterEach
    void present() {
        escrow.moveTo(Instant.MIN);
        // The service hears of it at its next look.
        await().until(() -> watch.now().isBefore(Instant.now().plusSeconds(60)));
    }

    private record Paid(Person publisher, String id, EscrowedTask first, EscrowedTask second) {}

    private Paid askedTwice() {
        Person publisher = people.publisher();
        String id = life.accepted(publisher, Drafts.complete("Scales"));
        EscrowedTask first = life.onChain(id);
        api.post(publisher.token(), path(id) + "/withdrawal", Map.of()).expect(200);
        Map<String, Object> dearer = Drafts.complete("Scales");
        dearer.put("reward", "2000000000000000000");
        Map<String, Object> change = new HashMap<>();
        change.put("draft", dearer);
        change.put("version", task(publisher, id).path("version").asString());
        api.put(publisher.token(), path(id) + "/draft", change).expect(200);
        api.post(publisher.token(), path(id) + "/application", Map.of()).expect(200);
        api.get(publisher.token(), path(id) + "/funding").expect(200);
        return new Paid(publisher, id, first, life.onChain(id));
    }

    private Paid paidTwice() {
        Paid asked = askedTwice();
        chain.fund(asked.first());
        // Events of two keys come in no order.
        life.awaitStatus(asked.id(), "OPEN");
        chain.fund(asked.second());
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(locked(asked)).hasSize(1));
        return asked;
    }

    private JsonNode task(Person reader, String id) {
        return api.get(reader.token(), path(id)).expect(200).json();
    }

    private List<JsonNode> locked(Paid paid) {
        return task(paid.publisher(), paid.id()).path("secondFundings").values().stream().toList();
    }

    private List<String> kinds(Paid paid) {
        return api.get(null, path(paid.id()) + "/timeline?limit=50")
                .json()
                .path("items")
                .findValuesAsString("kind");
    }

    @Test
    void itsPublisherSeesWhatIsLockedAndTakesItBack() {
        Paid paid = paidTwice();

        JsonNode second = locked(paid).getFirst();
        assertThat(second.path("total").asString()).isEqualTo(SECOND_TOTAL);
        assertThat(second.path("account").asString()).isEqualTo(paid.publisher().address());
        assertThat(task(people.player(), paid.id()).path("secondFundings").isEmpty()).isTrue();
        assertThat(task(paid.publisher(), paid.id()).path("reward").asString())
                .isEqualTo("1000000000000000000");
        assertThat(kinds(paid)).contains("FUNDED_AGAIN");
        String way = path(paid.id()) + "/second-fundings/" + second.path("key").asString();
        api.get(people.publisher().token(), way + "/return").expect(403, "task-not-own");
        assertThat(api.get(paid.publisher().token(), way + "/return").expect(200).text("from"))
                .isEqualTo(paid.publisher().address());

        chain.cancel(paid.second());

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(locked(paid)).isEmpty());
        assertThat(kinds(paid)).contains("SECOND_FUNDING_ENDED");
        assertThat(task(paid.publisher(), paid.id()).path("status").asString()).isEqualTo("OPEN");
        api.get(paid.publisher().token(), way + "/return").expect(404, "second-funding-not-found");
    }

    @Test
    void takingItBackChangesNothingInATaskThatHasEnded() {
        Paid paid = paidTwice();
        Person worker = people.player();
        chain.approve(paid.first(), worker.address());
        life.awaitStatus(paid.id(), "COMPLETED");

        chain.cancel(paid.second());

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(locked(paid)).isEmpty());
        JsonNode task = task(paid.publisher(), paid.id());
        assertThat(task.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(task.path("workerAddress").asString()).isEqualTo(worker.address());
        assertThat(movements(paid))
                .containsExactlyInAnyOrder(
                        "FUNDING 1025000000000000000",
                        "FUNDING " + SECOND_TOTAL,
                        "PAYMENT 1000000000000000000",
                        "REFUND " + SECOND_TOTAL);
    }

    private List<String> movements(Paid paid) {
        return jdbc.sql(
                        """
                        SELECT CONCAT(kind, ' ', transaction_amount) FROM `Transaction`
                        WHERE task_id = ?""")
                .param(paid.id())
                .query((row, _) -> row.getString(1))
                .list();
    }

    @Test
    void afterItsDeadlineItGoesBackByItself() {
        Paid paid = paidTwice();
        chain.approve(paid.first(), people.player().address());
        life.awaitStatus(paid.id(), "COMPLETED");

        escrow.moveTo(Instant.now().plus(Duration.ofDays(8)));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(locked(paid)).isEmpty());
        assertThat(task(paid.publisher(), paid.id()).path("status").asString())
                .isEqualTo("COMPLETED");
    }

    @Test
    void whatWentBackWithoutAWordIsToldAgain() {
        Paid paid = paidTwice();
        chain.losing(() -> chain.cancel(paid.second()));
        assertThat(locked(paid)).hasSize(1);

        escrow.moveTo(Instant.now().plus(Duration.ofDays(8)));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(locked(paid)).isEmpty());
    }

    @Test
    void becomesTheTasksOwnWhenTheFirstOneNeverWas() {
        Paid paid = paidTwice();

        chain.revert(paid.first(), 1);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> {
                            JsonNode task = task(paid.publisher(), paid.id());
                            assertThat(task.path("status").asString()).isEqualTo("OPEN");
                            assertThat(task.path("reward").asString())
                                    .isEqualTo("2000000000000000000");
                        });
        assertThat(locked(paid)).isEmpty();
    }
}
