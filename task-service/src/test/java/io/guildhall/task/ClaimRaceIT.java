package io.guildhall.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.task.testing.ClaimRace;
import io.guildhall.task.testing.Life;
import io.guildhall.task.testing.People;
import io.guildhall.task.testing.TaskServiceTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TaskServiceTest
class ClaimRaceIT {
    private static final int PLAYERS = 100;

    @Autowired private People people;
    @Autowired private Life life;
    @Autowired private JdbcClient jdbc;

    @Test
    void oneOfHundredPlayersWinsAndTheOthersAreToldSo() throws Exception {
        String id = life.open(people.publisher());
        ClaimRace race = new ClaimRace(id);
        for (int i = 0; i < PLAYERS; i++) {
            race.enter(people.player(), life, life);
        }

        assertThat(race.winners()).isEqualTo(1);
        life.awaitStatus(id, "CLAIMED");
        assertThat(
                        jdbc.sql("SELECT COUNT(*) FROM EscrowCommand WHERE task_id = ?")
                                .param(Long.parseLong(id))
                                .query(Integer.class)
                                .single())
                .isEqualTo(1);
    }
}
