package io.guildhall.task;

import static io.guildhall.task.testing.Life.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guildhall.defaults.testing.Api;
import io.guildhall.task.testing.Life;
import io.guildhall.task.testing.People;
import io.guildhall.task.testing.Person;
import io.guildhall.task.testing.PlayedChain;
import io.guildhall.task.testing.TaskServiceTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A worker whose account takes no payment. */
@TaskServiceTest
class CreditIT {
    private static final String REWARD = "1000000000000000000";

    @Autowired private Api api;
    @Autowired private People people;
    @Autowired private Life life;
    @Autowired private PlayedChain chain;

    private final class Refused {
        private final Person publisher = people.publisher();
        private final Person worker = people.player();
        private final String id = life.submitted(publisher, worker);

        Refused() {
            life.sign(publisher, id, "APPROVAL").expect(200);
            life.awaitStatus(id, "COMPLETED");
            chain.credit(life.onChain(id), worker.address(), REWARD);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> task(worker).path("creditedAccount").isString());
        }

        JsonNode task(Person reader) {
            return api.get(reader.token(), path(id)).expect(200).json();
        }
    }

    @Test
    void isShownToWhomItIsForAndOnTheTimeline() {
        Refused refused = new Refused();

        assertThat(refused.task(refused.worker).path("creditedAccount").asString())
                .isEqualTo(refused.worker.address());
        assertThat(refused.task(refused.worker).path("status").asString()).isEqualTo("COMPLETED");
        assertThat(refused.task(refused.publisher).path("creditedAccount").isNull()).isTrue();
        JsonNode entry = api.get(null, path(refused.id) + "/timeline").json().path("items").get(0);
        assertThat(entry.path("kind").asString()).isEqualTo("CREDITED");
        assertThat(entry.path("amount").asString()).isEqualTo(REWARD);
        assertThat(entry.at("/actor/username").asString()).isEqualTo(refused.worker.username());
    }

    @Test
    void isPulledByWhomItIsForToWhereTheySay() {
        Refused refused = new Refused();
        String way = path(refused.id) + "/credit";
        String other = "0x" + "ab".repeat(20);

        JsonNode own = api.get(refused.worker.token(), way).expect(200).json();
        JsonNode elsewhere =
                api.get(refused.worker.token(), way + "?recipient=" + other).expect(200).json();

        assertThat(own.path("amount").asString()).isEqualTo(REWARD);
        assertThat(own.at("/call/from").asString()).isEqualTo(refused.worker.address());
        assertThat(own.at("/call/data").asString()).isEqualTo(refused.worker.address());
        assertThat(elsewhere.at("/call/data").asString()).isEqualTo(other);
        api.get(refused.worker.token(), way + "?recipient=0x12").expect(400, "invalid-request");
        api.get(refused.publisher.token(), way).expect(404, "credit-not-found");
        api.get(people.player().token(), way).expect(404, "credit-not-found");
    }
}
