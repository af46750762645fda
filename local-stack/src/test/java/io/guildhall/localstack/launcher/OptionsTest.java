package io.guildhall.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    private static final Path ROOT = Path.of("/guildhall");

    @Test
    void keepsItsStateInTheRepositoryUnlessToldOtherwise() {
        Options options = parse("up");

        assertThat(options.state()).isEqualTo(Path.of("/guildhall/target/local-stack"));
        assertThat(options.port()).isEmpty();
        assertThat(options.demo()).isTrue();
        assertThat(options.fresh()).isFalse();
        assertThat(options.then()).isEmpty();
    }

    @Test
    void takesWhatFollowsTwoDashesAsACommand() {
        Options options =
                parse(
                        "up",
                        "--port",
                        "0",
                        "--fresh",
                        "--no-demo",
                        "--state",
                        "/tmp/x",
                        "--",
                        "npm",
                        "test",
                        "--port");

        assertThat(options.port()).hasValue(0);
        assertThat(options.fresh()).isTrue();
        assertThat(options.demo()).isFalse();
        assertThat(options.state()).isEqualTo(Path.of("/tmp/x"));
        assertThat(options.then()).containsExactly("npm", "test", "--port");
    }

    @Test
    void makesTheDemoTasksBeforeACommandOnlyWhenToldSo() {
        assertThat(parse("up", "--", "true").demoTasks()).isFalse();
        assertThat(parse("up", "--demo-tasks", "--", "true").demoTasks()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sideways",
                "up --nonsense",
                "up --port",
                "up --port eighty",
                "up --port 65536",
                "up --port -1"
            })
    void refusesWhatMakesNoSense(String line) {
        assertThatThrownBy(() -> parse(line.split(" ", -1)))
                .isInstanceOf(Options.RefusedException.class)
                .hasMessageContaining("usage:");
    }

    private static Options parse(String... line) {
        return Options.parse(ROOT, List.of(line));
    }
}
