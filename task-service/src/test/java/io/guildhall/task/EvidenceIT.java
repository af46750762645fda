package io.guildhall.task;

import static io.guildhall.task.testing.Life.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.defaults.testing.Api;
import io.guildhall.task.escrow.Sha256;
import io.guildhall.task.testing.Life;
import io.guildhall.task.testing.People;
import io.guildhall.task.testing.Person;
import io.guildhall.task.testing.TaskServiceTest;
import io.guildhall.task.testing.Uploads;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@TaskServiceTest
class EvidenceIT {
    private static final String HIDDEN = "<script>alert(1)</script>";

    @Autowired private Api api;
    @Autowired private People people;
    @Autowired private Life life;
    @Autowired private JdbcClient jdbc;
    @LocalServerPort private int port;

    private HttpResponse<byte[]> upload(Person person, String name, byte[] bytes) throws Exception {
        return new Uploads(port).upload(person, name, bytes);
    }

    private HttpResponse<byte[]> download(Person person, String id) throws Exception {
        return new Uploads(port).download(person, id);
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
        String fileId = Uploads.json(uploaded).path("fileId").asString();
        assertThat(Uploads.json(uploaded).path("name").asString()).isEqualTo("bag.png");

        byte[] stored = download(worker, fileId).body();
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain(HIDDEN);
        assertThat(Uploads.json(uploaded).path("sha256").asString()).isEqualTo(Sha256.of(stored));
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
        life.sign(
                        worker,
                        id,
                        "SUBMISSION",
                        Map.of("submissionId", submission.path("submissionId").asString()))
                .expect(200);
        life.awaitStatus(id, "SUBMITTED");
        assertThat(
                        api.get(publisher.token(), path(id))
                                .json()
                                .at("/submissions/0/files/0/name")
                                .asString())
                .isEqualTo("bag.png");
    }

    @Test
    void whatTheLastWorkerHandedInIsNotForTheNext() throws Exception {
        Person publisher = people.publisher();
        Person last = people.player();
        Person next = people.player();
        String id = life.claimed(publisher, last);
        String file =
                Uploads.json(upload(last, "a.txt", "mine".getBytes(StandardCharsets.UTF_8)))
                        .path("fileId")
                        .asString();
        String submission =
                api.post(
                                last.token(),
                                path(id) + "/submissions",
                                Map.of("text", "All there", "fileIds", List.of(file)))
                        .expect(201)
                        .text("submissionId");
        life.sign(last, id, "SUBMISSION", Map.of("submissionId", submission)).expect(200);
        life.awaitStatus(id, "SUBMITTED");
        life.sign(publisher, id, "REVISION", Map.of("reason", "Two are missing")).expect(200);
        life.awaitStatus(id, "REVISION_ASKED");
        life.sign(last, id, "ABANDONMENT").expect(200);
        life.awaitStatus(id, "OPEN");

        life.sign(next, id, "CLAIM").expect(200);
        life.awaitStatus(id, "CLAIMED");

        assertThat(api.get(next.token(), path(id)).json().path("submissions")).isEmpty();
        assertThat(download(next, file).statusCode()).isEqualTo(404);
        assertThat(api.get(publisher.token(), path(id)).json().path("submissions")).hasSize(1);
        assertThat(download(publisher, file).statusCode()).isEqualTo(200);
    }

    @Test
    void contentDecidesAndNotTheName() throws Exception {
        Person worker = people.player();

        assertThat(
                        Uploads.json(
                                        upload(
                                                worker,
                                                "a.png",
                                                "<html><body>x</body></html>"
                                                        .getBytes(StandardCharsets.UTF_8)))
                                .path("code")
                                .asString())
                .isEqualTo("file-type-refused");
        assertThat(
                        Uploads.json(
                                        upload(
                                                worker,
                                                "a.png",
                                                new byte[] {
                                                    (byte) 0x89,
                                                    'P',
                                                    'N',
                                                    'G',
                                                    '\r',
                                                    '\n',
                                                    0x1a,
                                                    '\n',
                                                    0
                                                }))
                                .path("code")
                                .asString())
                .isEqualTo("file-damaged");
        assertThat(
                        Uploads.json(
                                        upload(
                                                worker,
                                                "a.png",
                                                "notes".getBytes(StandardCharsets.UTF_8)))
                                .path("mediaType")
                                .asString())
                .isEqualTo("text/plain");
    }

    @Test
    void tooLargeFileIsRefused() throws Exception {
        assertThat(
                        Uploads.json(
                                        upload(
                                                people.player(),
                                                "a.txt",
                                                "x"
                                                        .repeat(5_000_001)
                                                        .getBytes(StandardCharsets.UTF_8)))
                                .path("code")
                                .asString())
                .isIn("file-too-large", "request-too-large");
    }

    @Test
    void foreignFileIsNobodysEvidence() throws Exception {
        Person worker = people.player();
        String id = life.claimed(people.publisher(), worker);
        String foreign =
                Uploads.json(
                                upload(
                                        people.player(),
                                        "a.txt",
                                        "mine".getBytes(StandardCharsets.UTF_8)))
                        .path("fileId")
                        .asString();

        api.post(
                        worker.token(),
                        path(id) + "/submissions",
                        Map.of("text", "See", "fileIds", List.of(foreign)))
                .expect(404, "file-unknown");
    }

    @Test
    void fileThatWasNotUsedForADayIsNoEvidenceAnyMore() throws Exception {
        Person worker = people.player();
        String id = life.claimed(people.publisher(), worker);
        String file =
                Uploads.json(upload(worker, "a.txt", "old".getBytes(StandardCharsets.UTF_8)))
                        .path("fileId")
                        .asString();
        Map<String, Object> submission = Map.of("text", "See", "fileIds", List.of(file));
        age(file, "24:00:01");
        api.post(worker.token(), path(id) + "/submissions", submission).expect(404, "file-unknown");

        age(file, "-00:05:00");

        api.post(worker.token(), path(id) + "/submissions", submission).expect(201);
    }

    private void age(String file, String time) {
        jdbc.sql("UPDATE TaskFile SET created_at = SUBTIME(created_at, ?) WHERE file_id = ?")
                .param(time)
                .param(file)
                .update();
    }
}
