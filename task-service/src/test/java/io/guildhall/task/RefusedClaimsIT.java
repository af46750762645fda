package io.guildhall.task;

import static io.guildhall.task.testing.Life.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guildhall.defaults.testing.Api;
import io.guildhall.task.testing.Life;
import io.guildhall.task.testing.People;
import io.guildhall.task.testing.Person;
import io.guildhall.task.testing.PlayedEscrow;
import io.guildhall.task.testing.TaskServiceTest;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A wallet that says yes to the service and no to the contract. */
@TaskServiceTest
class RefusedClaimsIT {
    private static final int MOST = 5;

    @Autowired private Api api;
    @Autowired private People people;
    @Autowired private Life life;
    @Autowired private PlayedEscrow escrow;
    @Autowired private JdbcClient jdbc;

    @AfterEach
    void accept() {
        escrow.refuse("");
    }

    private void claimAndBeRefused(Person player, String task) {
        escrow.refuse("escrow-invalid-signature");
        life.sign(player, task, "CLAIM").expect(200);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> api.get(null, path(task)).json().path("pending").isNull());
        escrow.refuse("");
    }

    @Test
    void walletThatTheContractRefusesAgainAndAgainKeepsNobodyFromATask() {
        Person trickster = people.player();
        String task = life.open(people.publisher());
        for (int i = 0; i < MOST; i++) {
            claimAndBeRefused(trickster, task);
        }

        life.sign(trickster, task, "CLAIM").expect(429, "claims-refused-often");

        assertThat(api.get(null, path(task)).json().path("pending").isNull()).isTrue();
        life.sign(people.player(), task, "CLAIM").expect(200);
        life.awaitStatus(task, "CLAIMED");
    }

    @Test
    void refusalsAreForgottenAfterAWhile() {
        Person player = people.player();
        String task = life.open(people.publisher());
        for (int i = 0; i < MOST; i++) {
            claimAndBeRefused(player, task);
        }
        jdbc.sql("UPDATE Consent SET signed_at = ? WHERE user_id = ?")
                .param(LocalDateTime.now(ZoneOffset.UTC).minusHours(2))
                .param(player.id())
                .update();

        life.sign(player, task, "CLAIM").expect(200);

        life.awaitStatus(task, "CLAIMED");
    }
}
