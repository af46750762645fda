package io.guildhall.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guildhall.defaults.persistence.ExpiringTable;
import io.guildhall.task.testing.Life;
import io.guildhall.task.testing.People;
import io.guildhall.task.testing.Person;
import io.guildhall.task.testing.TaskServiceTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which rows the housekeeper of every service takes for old ones. */
@TaskServiceTest
class ForgottenRowsIT {
    @Autowired private List<ExpiringTable> tables;
    @Autowired private People people;
    @Autowired private Life life;
    @Autowired private JdbcClient jdbc;

    private List<String> forgotten(String table, String what, String taskId) {
        ExpiringTable expiring =
                tables.stream().filter(it -> it.table().equals(table)).findFirst().orElseThrow();
        return jdbc.sql(
                        "SELECT %s FROM %s WHERE task_id = ? AND %s < CURRENT_TIMESTAMP(6) - INTERVAL ? SECOND"
                                .formatted(what, table, expiring.column()))
                .param(taskId)
                .param(expiring.retention().toSeconds())
                .query((row, _) -> row.getString(1))
                .list();
    }

    private void age(String table, String taskId, int days) {
        jdbc.sql(
                        "UPDATE %s SET created_at = created_at - INTERVAL ? DAY WHERE task_id = ?"
                                .formatted(table))
                .param(days)
                .param(taskId)
                .update();
    }

    @Test
    void onlyRequestsThatNobodySigned() {
        Person worker = people.player();
        String id = life.claimed(people.publisher(), worker);
        life.ask(worker, id, "ABANDONMENT", Map.of()).expect(201);
        assertThat(forgotten("Consent", "kind", id)).isEmpty();

        age("Consent", id, 8);

        assertThat(forgotten("Consent", "kind", id)).containsExactly("ABANDONMENT");
    }

    @Test
    void onlyCommandsThatTheChainConfirmed() {
        String id = life.claimed(people.publisher(), people.player());
        jdbc.sql(
                        """
                        INSERT INTO EscrowCommand
                          (command_id, task_id, kind, body, state, attempts, due_at, created_at)
                        SELECT command_id + 1, task_id, 'REFUSED', body, 'REFUSED', 0, due_at, created_at
                        FROM EscrowCommand WHERE task_id = ?""")
                .param(id)
                .update();
        await().until(
                        () ->
                                jdbc.sql(
                                                        "SELECT COUNT(*) FROM EscrowCommand WHERE task_id = ? AND state = 'DONE'")
                                                .param(id)
                                                .query(Integer.class)
                                                .single()
                                        == 1);
        age("EscrowCommand", id, 29);
        assertThat(forgotten("EscrowCommand", "kind", id)).isEmpty();

        age("EscrowCommand", id, 2);

        assertThat(forgotten("EscrowCommand", "kind", id)).containsExactly("CLAIM");
    }
}
