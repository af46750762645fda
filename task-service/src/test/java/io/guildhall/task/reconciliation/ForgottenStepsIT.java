package io.guildhall.task.reconciliation;

import static io.guildhall.task.testing.Life.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guildhall.defaults.testing.Api;
import io.guildhall.task.escrow.EscrowCommands;
import io.guildhall.task.testing.Life;
import io.guildhall.task.testing.People;
import io.guildhall.task.testing.PlayedEscrow;
import io.guildhall.task.testing.TaskServiceTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TaskServiceTest
class ForgottenStepsIT {
    @Autowired private ForgottenSteps steps;
    @Autowired private EscrowCommands commands;
    @Autowired private Api api;
    @Autowired private People people;
    @Autowired private Life life;
    @Autowired private PlayedEscrow escrow;
    @Autowired private JdbcClient jdbc;

    @AfterEach
    void mend() {
        escrow.setHolding(false);
        escrow.refuse("");
    }

    private String command(String id) {
        await().untilAsserted(
                        () ->
                                assertThat(
                                                jdbc.sql(
                                                                "SELECT state FROM EscrowCommand WHERE task_id = ?")
                                                        .param(id)
                                                        .query(String.class)
                                                        .single())
                                        .isEqualTo("GIVEN"));
        return jdbc.sql("SELECT command_id FROM EscrowCommand WHERE task_id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    @Test
    void commandThatChainAdapterLostIsGivenAgain() {
        String id = life.open(people.publisher());
        escrow.setHolding(true);
        life.sign(people.player(), id, "CLAIM").expect(200);
        escrow.forget(command(id));
        escrow.setHolding(false);

        steps.askSince(Duration.ZERO);

        life.awaitStatus(id, "CLAIMED");
    }

    /** A reorganisation took back the block in which it was confirmed before the event of that block was told. */
    @Test
    void refusalAfterAConfirmationFreesTheTask() {
        String id = life.open(people.publisher());
        escrow.setHolding(true);
        life.sign(people.player(), id, "CLAIM").expect(200);
        commands.confirmed(Long.parseLong(command(id)));
        assertThat(api.get(null, path(id)).json().path("pending").isNull()).isFalse();
        escrow.refuse("escrow-deadline-passed");

        steps.askSince(Duration.ZERO);

        assertThat(api.get(null, path(id)).json().path("pending").isNull()).isTrue();
    }

    @Test
    void refusalWhoseNewsWasLostFreesTheTask() {
        String id = life.open(people.publisher());
        escrow.setHolding(true);
        life.sign(people.player(), id, "CLAIM").expect(200);
        String _ = command(id);
        escrow.refuse("escrow-deadline-passed");

        steps.askSince(Duration.ZERO);

        assertThat(api.get(null, path(id)).json().path("pending").isNull()).isTrue();
    }
}
