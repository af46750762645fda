package io.guildhall.task.reconciliation;

import static io.guildhall.task.testing.Life.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.defaults.testing.Api;
import io.guildhall.task.testing.Life;
import io.guildhall.task.testing.People;
import io.guildhall.task.testing.Person;
import io.guildhall.task.testing.TaskServiceTest;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@TaskServiceTest
class ReconciliationIT {
    @Autowired private Reconciliation reconciliation;
    @Autowired private Api api;
    @Autowired private People people;
    @Autowired private Life life;
    @Autowired private JdbcClient jdbc;
    @Autowired private MeterRegistry meters;

    /** As if the event of the claim had been lost. */
    private void forgetClaim(String id) {
        jdbc.sql("DELETE FROM ChainEvent WHERE task_id = ? AND kind = 'CLAIMED'")
                .param(id)
                .update();
        jdbc.sql(
                        """
                        UPDATE Task SET task_status = 'OPEN', worker_id = NULL, worker_address = NULL
                        WHERE task_id = ?""")
                .param(id)
                .update();
    }

    @Test
    void lostEventIsNoticedTwiceAndThenMadeGood() {
        Person worker = people.player();
        String id = life.claimed(people.publisher(), worker);
        double drift = meters.counter("guildhall.task.drift").count();
        forgetClaim(id);

        reconciliation.compareAll();
        assertThat(api.get(null, path(id)).text("status")).isEqualTo("OPEN");
        reconciliation.compareAll();

        JsonNode task = api.get(null, path(id)).json();
        assertThat(task.path("status").asString()).isEqualTo("CLAIMED");
        assertThat(task.at("/worker/id").asString()).isEqualTo(Long.toString(worker.id()));
        assertThat(meters.counter("guildhall.task.drift").count()).isEqualTo(drift + 1);
    }

    /** As if the event of the approval had been lost. */
    private void forgetApproval(String id) {
        jdbc.sql("DELETE FROM ChainEvent WHERE task_id = ? AND kind = 'APPROVED'")
                .param(id)
                .update();
        jdbc.sql("DELETE FROM Transaction WHERE task_id = ? AND kind = 'PAYMENT'")
                .param(id)
                .update();
        jdbc.sql("UPDATE Task SET task_status = 'SUBMITTED' WHERE task_id = ?").param(id).update();
    }

    private int payments(String id) {
        return jdbc.sql("SELECT COUNT(*) FROM Transaction WHERE task_id = ? AND kind = 'PAYMENT'")
                .param(id)
                .query(Integer.class)
                .single();
    }

    @Test
    void endThatWasLostIsToldAgainWithWhoWasPaid() {
        Person publisher = people.publisher();
        String id = life.submitted(publisher, people.player());
        life.sign(publisher, id, "APPROVAL").expect(200);
        life.awaitStatus(id, "COMPLETED");
        forgetApproval(id);
        assertThat(payments(id)).isZero();

        reconciliation.compareAll();
        reconciliation.compareAll();

        life.awaitStatus(id, "COMPLETED");
        assertThat(payments(id)).isEqualTo(1);
    }

    @Test
    void taskInLineIsLeftAlone() {
        String id = life.claimed(people.publisher(), people.player());
        String version = api.get(null, path(id)).text("version");

        reconciliation.compareAll();
        reconciliation.compareAll();

        assertThat(api.get(null, path(id)).text("version")).isEqualTo(version);
    }
}
