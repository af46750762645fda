package io.guildhall.task;

import static io.guildhall.task.testing.Life.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.defaults.testing.Api;
import io.guildhall.task.escrow.Sha256;
import io.guildhall.task.testing.Life;
import io.guildhall.task.testing.People;
import io.guildhall.task.testing.Person;
import io.guildhall.task.testing.TaskServiceTest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TaskServiceTest
class EvidenceIT {
    private static final String HIDDEN = "<script>alert(1)</script>";

    @Autowired private Api api;
    @Autowired private People people;
    @Autowired private Life life;
    @LocalServerPort private int port;

    private HttpResponse<byte[]> upload(Person person, String name, byte[] bytes) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(
                ("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                                + name
                                + "\"\r\nContent-Type: image/png\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        body.write(bytes);
        body.write("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
        return send(
                HttpRequest.newBuilder(uri("/api/v1/task-files"))
                        .header("Authorization", "Bearer " + person.token())
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private HttpResponse<byte[]> download(Person person, String id) throws Exception {
        return send(
                HttpRequest.newBuilder(uri("/api/v1/task-files/" + id))
                        .header("Authorization", "Bearer " + person.token()));
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    /** A picture with something behind it. */
    private static byte[] picture() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", out);
        out.write(HIDDEN.getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    @Test
    void pictureIsDrawnAnewAndBelongsToTheSubmission() throws Exception {
        Person publisher = people.publisher();
        Person worker = people.player();
        String id = life.claimed(publisher, worker);
        HttpResponse<byte[]> uploaded = upload(worker, "../../bag.png", picture());
        assertThat(uploaded.statusCode()).isEqualTo(201);
        String fileId = json(uploaded).path("fileId").asString();
        assertThat(json(uploaded).path("name").asString()).isEqualTo("bag.png");

        byte[] stored = download(worker, fileId).body();
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain(HIDDEN);
        assertThat(json(uploaded).path("sha256").asString()).isEqualTo(Sha256.of(stored));
        assertThat(download(publisher, fileId).statusCode()).isEqualTo(404);

        JsonNode submission =
                api.post(
                                worker.token(),
                                path(id) + "/submissions",
                                Map.of("text", "See", "fileIds", List.of(fileId)))
                        .expect(201)
                        .json();

        assertThat(submission.path("canonical").asString()).contains(Sha256.of(stored));
        assertThat(submission.path("evidence").asString())
                .isEqualTo(Sha256.of(submission.path("canonical").asString()));
        HttpResponse<byte[]> seen = download(publisher, fileId);
        assertThat(seen.statusCode()).isEqualTo(200);
        assertThat(seen.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(download(people.player(), fileId).statusCode()).isEqualTo(404);
        assertThat(
                        api.get(publisher.token(), path(id))
                                .json()
                                .at("/submissions/0/files/0/name")
                                .asString())
                .isEqualTo("bag.png");
    }

    @Test
    void contentDecidesAndNotTheName() throws Exception {
        Person worker = people.player();

        assertThat(
                        json(upload(
                                        worker,
                                        "a.png",
                                        "<html><body>x</body></html>"
                                                .getBytes(StandardCharsets.UTF_8)))
                                .path("code")
                                .asString())
                .isEqualTo("file-type-refused");
        assertThat(
                        json(upload(
                                        worker,
                                        "a.png",
                                        new byte[] {
                                            (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0
                                        }))
                                .path("code")
                                .asString())
                .isEqualTo("file-damaged");
        assertThat(
                        json(upload(worker, "a.png", "notes".getBytes(StandardCharsets.UTF_8)))
                                .path("mediaType")
                                .asString())
                .isEqualTo("text/plain");
    }

    @Test
    void tooLargeFileIsRefused() throws Exception {
        assertThat(
                        json(upload(
                                        people.player(),
                                        "a.txt",
                                        "x".repeat(5_000_001).getBytes(StandardCharsets.UTF_8)))
                                .path("code")
                                .asString())
                .isIn("file-too-large", "request-too-large");
    }

    @Test
    void foreignFileIsNobodysEvidence() throws Exception {
        Person worker = people.player();
        String id = life.claimed(people.publisher(), worker);
        String foreign =
                json(upload(people.player(), "a.txt", "mine".getBytes(StandardCharsets.UTF_8)))
                        .path("fileId")
                        .asString();

        api.post(
                        worker.token(),
                        path(id) + "/submissions",
                        Map.of("text", "See", "fileIds", List.of(foreign)))
                .expect(404, "file-unknown");
    }
}
