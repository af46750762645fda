package io.guildhall.task.market.cache;

import static org.awaitility.Awaitility.await;

import io.guildhall.task.testing.TaskServiceTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;

@TaskServiceTest
class ListEditionIT {
    @Autowired ListEdition edition;
    @Autowired StringRedisTemplate redis;

    @Test
    void hearsWhatAnotherReplicaTells() {
        // Nobody has counted so far: only the message says it.
        long told = edition.now() + 1_000_000;

        await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> {
                            redis.convertAndSend(ListEdition.CHANNEL, Long.toString(told));
                            return edition.now() == told;
                        });
    }
}
