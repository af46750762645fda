package io.guildhall.task.testing;

import io.guildhall.defaults.testing.Api.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many players who give their signed claims of one task at the same moment. */
public final class ClaimRace {
    private final String id;
    private final List<Entrant> entrants = new ArrayList<>();

    public ClaimRace(String id) {
        this.id = id;
    }

    private record Entrant(Person player, Life door, Answer asked) {}

    /** Asks at one door what is to be signed; at the other, which may be the same, it will be given. */
    public void enter(Person player, Life asksAt, Life givesAt) {
        Answer asked = asksAt.ask(player, id, "CLAIM", Map.of()).expect(201);
        entrants.add(new Entrant(player, givesAt, asked));
    }

    /** Runs it; everybody is either taken or told that somebody else was. Says how many were taken. */
    public int winners() throws InterruptedException, ExecutionException {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Answer>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Entrant entrant : entrants) {
                answers.add(
                        threads.submit(
                                () -> {
                                    start.await();
                                    return entrant.door()
                                            .give(entrant.player(), id, entrant.asked());
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
        return winners;
    }
}
