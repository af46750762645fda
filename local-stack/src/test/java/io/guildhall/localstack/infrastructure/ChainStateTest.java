package io.guildhall.localstack.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainStateTest {
    private static final String FIRST = "{\"block\":1,\"accounts\":{}}";
    private static final String SECOND = "{\"block\":2,\"accounts\":{}}";

    @TempDir Path directory;

    private ChainState state;
    private Path file;

    @BeforeEach
    void open() {
        state = new ChainState(directory);
        file = directory.resolve("state.json");
    }

    @Test
    void aWholeFileIsTakenAsItIs() throws IOException {
        Files.writeString(file, FIRST);
        state.keep();
        Files.writeString(file, SECOND);

        assertThat(state.provide()).isEqualTo(file).content().isEqualTo(SECOND);
    }

    @Test
    void halfAFileGivesWayToTheLastWholeOne() throws IOException {
        Files.writeString(file, FIRST);
        state.keep();
        Files.writeString(file, SECOND);
        state.keep();
        Files.writeString(file, SECOND.substring(0, 12));
        state.keep();

        assertThat(state.provide()).content().isEqualTo(SECOND);
    }

    @Test
    void anEmptyFileIsNoWholeOne() throws IOException {
        Files.writeString(file, FIRST);
        state.keep();
        Files.writeString(file, "");
        state.keep();

        assertThat(state.provide()).content().isEqualTo(FIRST);
    }

    @Test
    void halfAFileWithoutACopyIsNotStartedWith() throws IOException {
        Files.writeString(file, FIRST.substring(0, 12));

        assertThat(state.provide()).doesNotExist();
    }

    @Test
    void nothingIsKeptBeforeTheNodeHasWritten() {
        state.keep();

        assertThat(state.provide()).doesNotExist();
        assertThat(directory).isEmptyDirectory();
    }
}
