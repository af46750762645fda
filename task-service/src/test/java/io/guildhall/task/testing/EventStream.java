package io.guildhall.task.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** An open page that listens to a timeline, until it is closed or the other side is gone. */
public final class EventStream implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    /** Goes on after a position. */
    public EventStream(URI events, String lastEventId) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(events)
                        .header("Accept", "text/event-stream")
                        .header("Last-Event-ID", lastEventId)
                        .build();
        HttpResponse<Stream<String>> response =
                client.send(request, HttpResponse.BodyHandlers.ofLines());
        assertThat(response.statusCode()).isEqualTo(200);
        Thread.ofVirtual().start(() -> read(response.body()));
    }

    private void read(Stream<String> body) {
        try {
            body.forEach(lines::add);
        } catch (UncheckedIOException _) {
            // What a closed page, or a killed server, looks like from here.
        }
    }

    public List<String> lines() {
        return lines;
    }

    /** Positions of what came, in the order in which it came. */
    public List<Integer> positions() {
        return lines.stream()
                .filter(line -> line.startsWith("id:"))
                .map(line -> Integer.valueOf(line.substring(3).strip()))
                .toList();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
