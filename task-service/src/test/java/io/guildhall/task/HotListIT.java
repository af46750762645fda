package io.guildhall.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guildhall.defaults.testing.Api;
import io.guildhall.task.testing.Drafts;
import io.guildhall.task.testing.Life;
import io.guildhall.task.testing.People;
import io.guildhall.task.testing.Person;
import io.guildhall.task.testing.TaskServiceTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

@TaskServiceTest
class HotListIT {
    private static final String LIST = "/api/v1/tasks?status=PUBLISHED&limit=20&tag=hotlist";

    /** Far below the lifetime of a kept list. */
    private static final Duration SOON = Duration.ofSeconds(3);

    @Autowired private Api api;
    @Autowired private People people;
    @Autowired private Life life;
    @Autowired private MeterRegistry meters;
    @Autowired private StringRedisTemplate redis;
    @Autowired private JdbcClient jdbc;

    private List<String> listed() {
        return StreamSupport.stream(
                        api.get(null, LIST).expect(200).json().path("items").spliterator(), false)
                .map(item -> item.path("id").asString())
                .toList();
    }

    private String open(Person publisher) {
        Map<String, Object> draft = Drafts.complete("Hot");
        draft.put("tags", List.of("hotlist"));
        return life.open(publisher, draft);
    }

    @Test
    void changeWhoseMessageIsLostIsShownSoonAfter() {
        String first = open(people.publisher());
        assertThat(listed()).contains(first);
        jdbc.sql("DELETE FROM TaskTag WHERE task_id = ?").param(first).update();

        // What another replica does when it changes a task, without telling the others.
        redis.opsForValue().increment("guildhall:task:lists:1:edition");

        await().atMost(SOON).untilAsserted(() -> assertThat(listed()).doesNotContain(first));
    }

    @Test
    void changeOfTaskOutdatesKeptLists() {
        String first = open(people.publisher());
        assertThat(listed()).contains(first);
        double hits = meters.counter("guildhall.task.lists", "hit", "true").count();
        assertThat(listed()).contains(first);
        assertThat(meters.counter("guildhall.task.lists", "hit", "true").count())
                .isGreaterThan(hits);

        String second = open(people.publisher());
        await().atMost(SOON).untilAsserted(() -> assertThat(listed()).contains(first, second));
        life.sign(people.player(), first, "CLAIM").expect(200);
        life.awaitStatus(first, "CLAIMED");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(listed()).contains(second).doesNotContain(first));
    }
}
