package io.guildhall.task;

import static io.guildhall.task.testing.Life.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guildhall.defaults.testing.Api;
import io.guildhall.task.testing.Life;
import io.guildhall.task.testing.People;
import io.guildhall.task.testing.Person;
import io.guildhall.task.testing.TaskServiceTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@TaskServiceTest
class TimelineStreamIT {
    /** Much less than the time between two beats. */
    private static final Duration BEFORE_ANY_BEAT = Duration.ofSeconds(2);

    @Autowired private Api api;
    @Autowired private People people;
    @Autowired private Life life;
    @LocalServerPort private int port;

    private List<String> listen(HttpClient client, String id, String lastEventId) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + port + path(id) + "/events"))
                        .header("Accept", "text/event-stream")
                        .header("Last-Event-ID", lastEventId)
                        .build();
        HttpResponse<Stream<String>> response =
                client.send(request, HttpResponse.BodyHandlers.ofLines());
        assertThat(response.statusCode()).isEqualTo(200);
        List<String> lines = new CopyOnWriteArrayList<>();
        Thread.ofVirtual().start(() -> response.body().forEach(lines::add));
        return lines;
    }

    private static List<String> ids(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("id:"))
                .map(line -> line.substring(3).strip())
                .toList();
    }

    @Test
    void openPageSeesEachStepAndGoesOnFromWhereItWas() throws Exception {
        Person publisher = people.publisher();
        Person worker = people.player();
        String id = life.open(publisher);
        try (HttpClient client = HttpClient.newHttpClient()) {
            List<String> lines = listen(client, id, "0");
            await().untilAsserted(() -> assertThat(ids(lines)).endsWith("3"));

            life.sign(worker, id, "CLAIM").expect(200);

            await().untilAsserted(
                            () -> assertThat(ids(lines)).containsExactly("1", "2", "3", "4", "5"));
            assertThat(lines).anySatisfy(line -> assertThat(line).contains("\"kind\":\"CLAIMED\""));
            List<String> resumed = listen(client, id, "4");
            await().untilAsserted(() -> assertThat(ids(resumed)).containsExactly("5"));
            client.shutdownNow();
        }
    }

    @Test
    void pageKnowsAtOnceThatItIsToldAlthoughThereIsNothingNew() throws Exception {
        String id = life.open(people.publisher());
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:" + port + path(id) + "/events"))
                            .header("Accept", "text/event-stream")
                            .header("Last-Event-ID", "3")
                            .timeout(BEFORE_ANY_BEAT)
                            .build();

            // Times out unless the answer's head is there by then.
            HttpResponse<Stream<String>> response =
                    client.send(request, HttpResponse.BodyHandlers.ofLines());

            assertThat(response.body().findFirst())
                    .hasValueSatisfying(line -> assertThat(line).startsWith(":"));
            client.shutdownNow();
        }
    }

    @Test
    void strangerListensToNoDraft() {
        String id =
                api.post(people.publisher().token(), "/api/v1/tasks", Map.of())
                        .expect(201)
                        .text("id");

        api.get(people.player().token(), path(id) + "/events").expect(404, "task-not-found");
    }
}
