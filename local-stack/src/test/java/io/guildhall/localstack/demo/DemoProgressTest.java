package io.guildhall.localstack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoProgressTest {
    @TempDir Path folder;

    @Test
    void anotherRunGoesOnWhereThisOneStopped() {
        progress().remember("map", new DemoProgress.Made("815", 3));

        assertThat(progress().of("map")).isEqualTo(new DemoProgress.Made("815", 3));
        assertThat(progress().of("song")).isEqualTo(DemoProgress.Made.NOTHING);
        assertThat(progress().complete()).isFalse();
    }

    @Test
    void isCompleteOnceAndForAll() {
        progress().completeAll();

        assertThat(progress().complete()).isTrue();
    }

    private DemoProgress progress() {
        return new DemoProgress(folder.resolve("demo-tasks.json"));
    }
}
