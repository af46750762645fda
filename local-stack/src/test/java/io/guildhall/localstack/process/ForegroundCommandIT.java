package io.guildhall.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForegroundCommandIT {
    @TempDir Path folder;

    @Test
    void endsWithItsExitCodeAndHasWhatIsAddedToTheEnvironment() throws Exception {
        ForegroundCommand command =
                ForegroundCommand.start(
                        List.of("sh", "-c", "exit $CODE"), folder, Map.of("CODE", "7"));

        assertThat(command.waitFor()).isEqualTo(7);
    }

    /** As {@code npm run} does: a shell that waits for what it has started. */
    @Test
    void endsWhatAShellHasStartedForIt() throws Exception {
        String script = "sleep 1000 & echo $! >child.new; mv child.new child; wait; true";
        ForegroundCommand command =
                ForegroundCommand.start(List.of("sh", "-c", script), folder, Map.of());
        await().until(() -> Files.exists(folder.resolve("child")));
        long child = Long.parseLong(Files.readString(folder.resolve("child")).strip());

        command.end();

        assertThat(command.waitFor()).isNotZero();
        await().until(() -> ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
    }
}
