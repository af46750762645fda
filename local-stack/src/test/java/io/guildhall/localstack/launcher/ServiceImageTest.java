package io.guildhall.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceImageTest {
    @TempDir private Path folder;

    @Test
    void sameClassesHaveTheSameImageWheneverTheyWereBuilt() throws IOException {
        String first = ServiceImage.fingerprint(jar("first.jar", "Door.class", "open", 0));

        assertThat(ServiceImage.fingerprint(jar("second.jar", "Door.class", "open", 86_400_000)))
                .isEqualTo(first);
    }

    @Test
    void anotherClassOfTheSameSizeOrNameHasAnotherImage() throws IOException {
        String first = ServiceImage.fingerprint(jar("first.jar", "Door.class", "open", 0));

        assertThat(ServiceImage.fingerprint(jar("content.jar", "Door.class", "shut", 0)))
                .isNotEqualTo(first);
        assertThat(ServiceImage.fingerprint(jar("name.jar", "Gate.class", "open", 0)))
                .isNotEqualTo(first);
    }

    private Path jar(String name, String entry, String content, long time) throws IOException {
        Path jar = folder.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            ZipEntry one = new ZipEntry(entry);
            one.setTime(time);
            zip.putNextEntry(one);
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }
}
