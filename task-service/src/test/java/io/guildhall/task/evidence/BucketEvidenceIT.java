package io.guildhall.task.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.task.testing.ObjectServer;
import io.guildhall.task.testing.People;
import io.guildhall.task.testing.Person;
import io.guildhall.task.testing.TaskServiceTest;
import io.guildhall.task.testing.Uploads;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@TaskServiceTest
class BucketEvidenceIT {
    private static final byte[] NOTES = "notes".getBytes(StandardCharsets.UTF_8);

    private static final ObjectServer server = ObjectServer.get();

    @Autowired private Evidence evidence;
    @Autowired private FileStore store;
    @Autowired private People people;
    @Autowired private JdbcClient jdbc;
    @LocalServerPort private int port;

    @DynamicPropertySource
    static void bucket(DynamicPropertyRegistry settings) {
        FileProperties.Bucket bucket = server.bucket(Duration.ofSeconds(40));
        settings.add("guildhall.task.files.storage", () -> "s3");
        settings.add("guildhall.task.files.s3.endpoint", bucket::endpoint);
        settings.add("guildhall.task.files.s3.bucket", bucket::bucket);
        settings.add("guildhall.task.files.s3.access-key", bucket::accessKey);
        settings.add("guildhall.task.files.s3.secret-key", bucket::secretKey);
        settings.add("guildhall.task.files.s3.timeout", bucket::timeout);
    }

    private String upload(Uploads uploads, Person person) throws Exception {
        HttpResponse<byte[]> uploaded = uploads.upload(person, "notes.txt", NOTES);
        assertThat(uploaded.statusCode()).isEqualTo(201);
        return Uploads.json(uploaded).path("fileId").asString();
    }

    private void age(String file) {
        jdbc.sql("UPDATE TaskFile SET created_at = created_at - INTERVAL 26 HOUR WHERE file_id = ?")
                .param(file)
                .update();
    }

    private int rows(String file) {
        return jdbc.sql("SELECT COUNT(*) FROM TaskFile WHERE file_id = ?")
                .param(file)
                .query(Integer.class)
                .single();
    }

    @Test
    void fileComesBackAsItWasHandedIn() throws Exception {
        Uploads uploads = new Uploads(port);
        Person person = people.player();

        String file = upload(uploads, person);

        HttpResponse<byte[]> downloaded = uploads.download(person, file);
        assertThat(downloaded.statusCode()).isEqualTo(200);
        assertThat(downloaded.body()).isEqualTo(NOTES);
        assertThat(store.get(file)).hasValue(NOTES);
    }

    @Test
    void outageOfTheStoreIsSaidAsOne() throws Exception {
        Uploads uploads = new Uploads(port);
        Person person = people.player();
        String file = upload(uploads, person);

        server.takeAway();
        try {
            assertUnavailable(uploads.upload(person, "more.txt", NOTES));
            assertUnavailable(uploads.download(person, file));
            // What is wrong with a file is still said.
            assertThat(uploads.upload(person, "a.png", new byte[] {0}).statusCode()).isEqualTo(400);
        } finally {
            server.bringBack();
        }

        assertThat(uploads.download(person, file).body()).isEqualTo(NOTES);
        // What was not kept was not counted as kept.
        assertThat(
                        jdbc.sql("SELECT COUNT(*) FROM TaskFile WHERE owner_id = ?")
                                .param(person.id())
                                .query(Integer.class)
                                .single())
                .isEqualTo(1);
    }

    private static void assertUnavailable(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Uploads.json(answer).path("code").asString())
                .isEqualTo("file-store-unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
    }

    @Test
    void unusedFileIsForgottenOnlyWithItsBytes() throws Exception {
        String file = upload(new Uploads(port), people.player());
        age(file);

        server.takeAway();
        try {
            assertThatThrownBy(evidence::tidy).isInstanceOf(FilesUnavailable.class);
            assertThat(rows(file)).isEqualTo(1);
        } finally {
            server.bringBack();
        }

        evidence.tidy();

        assertThat(rows(file)).isZero();
        assertThat(store.get(file)).isEmpty();
    }
}
