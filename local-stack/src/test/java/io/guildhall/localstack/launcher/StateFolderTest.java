package io.guildhall.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {
    @TempDir Path folder;

    @Test
    void aRunFileIsReadAsItWasWritten() {
        RunFile run =
                new RunFile(
                        42,
                        true,
                        "http://localhost:8080",
                        "http://127.0.0.1:8025/",
                        "/logs",
                        List.of(new RunFile.RunningServer("mysql", 3306, 43)));

        run.writeTo(folder.resolve("run.json"));

        assertThat(RunFile.read(folder.resolve("run.json"))).contains(run);
    }

    @Test
    void aMissingOrBrokenRunFileIsNone() throws IOException {
        assertThat(RunFile.read(folder.resolve("run.json"))).isEmpty();

        Files.writeString(folder.resolve("run.json"), "{\"pid\": 4");
        assertThat(RunFile.read(folder.resolve("run.json"))).isEmpty();
    }

    @Test
    void theLockIsFreeAgainAfterItsHolder() throws Exception {
        StateFolder state = new StateFolder(folder.resolve("state"));

        try (StateFolder.Lock held = state.lock().orElseThrow()) {
            assertThat(held.lock().isValid()).isTrue();
        }

        try (StateFolder.Lock again = state.lock().orElseThrow()) {
            assertThat(again.lock().isValid()).isTrue();
        }
    }

    @Test
    void aRunFileThatAKilledRunLeftIsNoRun() throws Exception {
        new RunFile(ProcessHandle.current().pid(), true, "http://localhost:1", "", "", List.of())
                .writeTo(folder.resolve("run.json"));

        assertThat(launcher("status")).contains("does not run");
        assertThat(launcher("down")).contains("does not run");
    }

    @Test
    void secretsAreMadeOnceAndForTheirOwnerOnly() throws IOException {
        Path file = folder.resolve("data/secrets.properties");

        String key = new Secrets(file).key("service.secret");
        String password = new Secrets(file).password("mysql.user_service");

        Secrets again = new Secrets(file);
        assertThat(again.key("service.secret")).isEqualTo(key);
        assertThat(Base64.getDecoder().decode(key)).hasSize(32);
        assertThat(again.password("mysql.user_service"))
                .isEqualTo(password)
                .matches("[0-9a-f]{64}");
        assertThat(Files.getPosixFilePermissions(file))
                .containsExactlyInAnyOrder(
                        PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    @Test
    void aPortThatIsTakenIsRefusedWhenItWasAskedFor() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            Options options =
                    Options.parse(
                            folder, List.of("up", "--port", String.valueOf(taken.getLocalPort())));

            assertThatThrownBy(() -> new Stack(options, new Progress(System.out, System::nanoTime)))
                    .isInstanceOf(Options.RefusedException.class)
                    .hasMessageContaining("is taken");
        }
    }

    private String launcher(String command) throws Exception {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        Options options = Options.parse(folder, List.of(command, "--state", folder.toString()));
        new Launcher(options, new PrintStream(written, true, StandardCharsets.UTF_8)).run();
        return written.toString(StandardCharsets.UTF_8);
    }
}
