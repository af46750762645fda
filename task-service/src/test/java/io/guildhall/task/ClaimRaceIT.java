package io.guildhall.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.defaults.testing.Api.Answer;
import io.guildhall.task.testing.Life;
import io.guildhall.task.testing.People;
import io.guildhall.task.testing.Person;
import io.guildhall.task.testing.TaskServiceTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TaskServiceTest
class ClaimRaceIT {
    private static final int PLAYERS = 100;

    @Autowired private People people;
    @Autowired private Life life;
    @Autowired private JdbcClient jdbc;

    private record Entrant(Person player, Answer asked) {}

    @Test
    void oneOfHundredPlayersWinsAndTheOthersAreToldSo() throws Exception {
        String id = life.open(people.publisher());
        List<Entrant> entrants = new ArrayList<>();
        for (int i = 0; i < PLAYERS; i++) {
            Person player = people.player();
            entrants.add(new Entrant(player, life.ask(player, id, "CLAIM", Map.of()).expect(201)));
        }
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Answer>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Entrant entrant : entrants) {
                answers.add(
                        threads.submit(
                                () -> {
                                    start.await();
                                    return life.give(entrant.player(), id, entrant.asked());
                                }));
            }
            start.countDown();
        }

        int winners = 0;
        for (Future<Answer> answer : answers) {
            if (answer.get().status() == 200) {
                winners++;
            } else {
                answer.get().expect(409, "task-claimed-already");
            }
        }
        assertThat(winners).isEqualTo(1);
        life.awaitStatus(id, "CLAIMED");
        assertThat(
                        jdbc.sql("SELECT COUNT(*) FROM EscrowCommand WHERE task_id = ?")
                                .param(Long.parseLong(id))
                                .query(Integer.class)
                                .single())
                .isEqualTo(1);
    }
}
