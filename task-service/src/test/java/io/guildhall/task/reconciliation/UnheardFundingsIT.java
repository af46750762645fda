package io.guildhall.task.reconciliation;

import static io.guildhall.task.testing.Life.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.defaults.testing.Api;
import io.guildhall.proto.chain.v1.EscrowedTask;
import io.guildhall.task.chronicle.ChainEvents;
import io.guildhall.task.testing.Drafts;
import io.guildhall.task.testing.Life;
import io.guildhall.task.testing.People;
import io.guildhall.task.testing.Person;
import io.guildhall.task.testing.PlayedChain;
import io.guildhall.task.testing.TaskServiceTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@TaskServiceTest
class UnheardFundingsIT {
    @Autowired private UnheardFundings fundings;
    @Autowired private ChainEvents events;
    @Autowired private Api api;
    @Autowired private People people;
    @Autowired private Life life;
    @Autowired private PlayedChain chain;
    @Autowired private MeterRegistry meters;

    private String status(Person publisher, String id) {
        return api.get(publisher.token(), path(id)).text("status");
    }

    @Test
    void fundingThatWasLostOpensItsTaskAtTheSecondLook() {
        Person publisher = people.publisher();
        String id = life.accepted(publisher, Drafts.complete("Scales"));
        chain.losing(() -> chain.fund(life.onChain(id)));
        double drift = meters.counter("guildhall.task.drift").count();

        fundings.askForAll();
        assertThat(status(publisher, id)).isEqualTo("AWAITING_FUNDS");
        assertThat(meters.counter("guildhall.task.drift").count()).isEqualTo(drift);
        fundings.askForAll();

        life.awaitStatus(id, "OPEN");
        assertThat(meters.counter("guildhall.task.drift").count()).isEqualTo(drift + 1);
    }

    @Test
    void fundingOfATaskThatWasTakenBackIsFoundToo() {
        Person publisher = people.publisher();
        String id = life.accepted(publisher, Drafts.complete("Scales"));
        api.post(publisher.token(), path(id) + "/withdrawal", Map.of()).expect(200);
        chain.losing(() -> chain.fund(life.onChain(id)));

        fundings.askForAll();
        fundings.askForAll();

        life.awaitStatus(id, "OPEN");
    }

    @Test
    void promiseThatNobodyFundedIsLeftAlone() {
        Person publisher = people.publisher();
        String id = life.accepted(publisher, Drafts.complete("Scales"));

        fundings.askForAll();
        fundings.askForAll();

        assertThat(status(publisher, id)).isEqualTo("AWAITING_FUNDS");
        assertThat(chain.told(life.onChain(id))).isEmpty();
    }

    @Test
    void promisesAreGoneThroughToTheLastAlsoWhereDeadlinesAreTheSame() {
        Person publisher = people.publisher();
        Map<String, Object> draft = Drafts.complete("Scales");
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            asked.add(life.accepted(publisher, draft));
        }

        List<String> found = new ArrayList<>();
        Instant from = Instant.now().minus(Duration.ofDays(30));
        String after = "";
        List<ChainEvents.Unheard> page;
        do {
            page = events.unheard(from, after, 2);
            for (ChainEvents.Unheard promise : page) {
                from = promise.claimDeadline();
                after = promise.key();
                found.add(Long.toString(promise.taskId()));
            }
        } while (!page.isEmpty());

        assertThat(found).containsAll(asked).doesNotHaveDuplicates();
    }

    /** What was heard of is the other reconciliation's. */
    @Test
    void fundingThatWasHeardOfIsNotAskedAbout() {
        EscrowedTask funded = life.onChain(life.open(people.publisher()));

        assertThat(events.unheard(Instant.EPOCH, "", 10_000))
                .extracting(ChainEvents.Unheard::taskId)
                .doesNotContain(funded.getTerms().getPolicy().getTaskId());
    }
}
