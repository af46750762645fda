package io.guildhall.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessIT {
    @TempDir Path folder;

    @Test
    void diesWithAParentThatIsKilled() throws IOException, InterruptedException {
        Path pidFile = folder.resolve("pid");
        Process parent =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx32m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Parent.class.getName(),
                                folder.toString())
                        .inheritIO()
                        .start();
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(pidFile));
        ProcessHandle child =
                ProcessHandle.of(Long.parseLong(Files.readString(pidFile))).orElseThrow();
        assertThat(child.isAlive()).isTrue();

        parent.destroyForcibly().waitFor();

        await().atMost(Duration.ofSeconds(5)).until(() -> !child.isAlive());
    }

    @Test
    void outlivesTheThreadThatStartedIt() throws InterruptedException {
        ChildProcess[] child = new ChildProcess[1];
        Thread starter = Thread.ofPlatform().start(() -> child[0] = ChildProcess.start(sleep()));
        starter.join();

        assertThat(child[0].endsWithin(Duration.ofMillis(300))).isFalse();

        child[0].kill();
        assertThat(child[0].alive()).isFalse();
    }

    @Test
    void isInASessionOfItsOwn() {
        ChildProcess child =
                ChildProcess.start(
                        new Command(
                                List.of("sh", "-c", "cut -d' ' -f6 /proc/$$/stat; exec sleep 60"),
                                folder,
                                log()));

        await().untilAsserted(
                        () ->
                                assertThat(Files.readString(log()).strip())
                                        .isEqualTo(String.valueOf(child.pid())));

        child.kill();
    }

    @Test
    void isKilledWhenItWillNotEnd() {
        ChildProcess child =
                ChildProcess.start(
                        new Command(
                                List.of(
                                        "sh",
                                        "-c",
                                        "trap '' TERM; echo ready; while :; do sleep 1; done"),
                                folder,
                                log()));
        await().untilAsserted(() -> assertThat(log()).content().contains("ready"));

        child.terminate(Duration.ofMillis(200));

        assertThat(child.alive()).isFalse();
        assertThat(child.exitCode()).isEqualTo(128 + 9);
    }

    @Test
    void getsItsEnvironmentAndWritesItsLog() {
        Command command =
                new Command(
                        List.of("sh", "-c", "echo $GREETING"),
                        folder,
                        Map.of("GREETING", "hello"),
                        log());

        ChildProcess child = ChildProcess.start(command);

        assertThat(child.onExit().join()).isZero();
        assertThat(log()).content().isEqualTo("hello\n");
    }

    @Test
    void saysWhatCannotBeStarted() {
        ChildProcess child =
                ChildProcess.start(new Command(List.of("/no/such/program"), folder, log()));

        assertThat(child.onExit().join()).isNotZero();
        assertThat(log()).content().contains("/no/such/program");
        assertThatThrownBy(child::pause).hasMessageContaining("STOP");
    }

    @Test
    void runsNoThreadOnceItIsPaused() throws IOException {
        ChildProcess child =
                ChildProcess.start(
                        new Command(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-Xmx32m",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        Busy.class.getName()),
                                folder,
                                log()));
        await().atMost(Duration.ofSeconds(30)).until(() -> threadStates(child).size() > 16);

        for (int i = 0; i < 10; i++) {
            child.pause();
            assertThat(threadStates(child)).containsOnly('T');
            child.resume();
        }
        child.kill();
    }

    private static List<Character> threadStates(ChildProcess child) throws IOException {
        Path threads = Path.of("/proc", Long.toString(child.pid()), "task");
        List<Character> states = new ArrayList<>();
        try (DirectoryStream<Path> each = Files.newDirectoryStream(threads)) {
            for (Path thread : each) {
                String stat = Files.readString(thread.resolve("stat"));
                states.add(stat.charAt(stat.lastIndexOf(')') + 2));
            }
        }
        return states;
    }

    /** A child whose threads never rest. */
    static final class Busy {
        public static void main(String[] arguments) {
            for (int i = 0; i < 16; i++) {
                Thread.ofPlatform().start(Busy::spin);
            }
        }

        private static void spin() {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
        }
    }

    private Command sleep() {
        return new Command(List.of("sleep", "60"), folder, log());
    }

    private Path log() {
        return folder.resolve("log");
    }

    /** A parent of a child, in a JVM of its own that the test kills. */
    static final class Parent {
        public static void main(String[] arguments) throws IOException, InterruptedException {
            Path folder = Path.of(arguments[0]);
            ChildProcess child =
                    ChildProcess.start(
                            new Command(
                                    List.of("sleep", "60"), folder, folder.resolve("child.log")));
            Path unfinished =
                    Files.writeString(
                            folder.resolve("pid.unfinished"), String.valueOf(child.pid()));
            Files.move(unfinished, folder.resolve("pid"));
            Thread.currentThread().join();
        }
    }
}
