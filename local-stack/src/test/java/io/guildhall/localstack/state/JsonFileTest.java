package io.guildhall.localstack.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;

class JsonFileTest {
    @TempDir Path folder;

    @Test
    void isEmptyBeforeItIsWritten() {
        assertThat(file().read()).isEmpty();

        file().write(List.of("lantern"));

        assertThat(file().read()).contains(List.of("lantern"));
    }

    /** The folder in the way stands for a process that ends in the middle of writing. */
    @Test
    void keepsTheOldContentUntilTheNewIsWhole() throws IOException {
        file().write(List.of("lantern"));
        Files.createDirectory(folder.resolve("known.json.unfinished"));

        assertThatThrownBy(() -> file().write(List.of("harbour")))
                .isInstanceOf(UncheckedIOException.class);

        assertThat(file().read()).contains(List.of("lantern"));
    }

    @Test
    void saysWhatToDoWhenItCannotBeRead() throws IOException {
        Files.writeString(folder.resolve("known.json"), "[\"lan");

        assertThatThrownBy(() -> file().read())
                .hasMessageContaining("known.json")
                .hasMessageContaining("--fresh");
    }

    private JsonFile<List<String>> file() {
        return new JsonFile<>(folder.resolve("known.json"), new TypeReference<>() {});
    }
}
