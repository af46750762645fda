package io.guildhall.localstack.launcher;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The program behind {@code ./guildhall up}, {@code down} and {@code status}. */
public final class Launcher {
    private static final Duration DOWN_PATIENCE = Duration.ofSeconds(60);

    private final Options options;
    private final StateFolder state;
    private final Progress progress;

    Launcher(Options options, PrintStream out) {
        this.options = options;
        this.state = new StateFolder(options.state());
        this.progress = new Progress(out, System::nanoTime);
    }

    /** Runs with the repository's folder as first argument, then the command line of a person. */
    public static void main(String[] arguments) {
        PrintStream errors = System.err;
        List<String> line = List.of(arguments);
        try {
            Options options = Options.parse(Path.of(line.getFirst()), line.subList(1, line.size()));
            System.exit(new Launcher(options, System.out).run());
        } catch (Options.RefusedException e) {
            errors.println(e.getMessage());
            System.exit(2);
        } catch (Exception e) {
            errors.println("\n" + (e.getMessage() == null ? e.toString() : e.getMessage()));
            System.exit(1);
        }
    }

    int run() throws Exception {
        return switch (options.command()) {
            case "up" -> up();
            case "down" -> down();
            default -> status();
        };
    }

    private int up() throws Exception {
        Optional<StateFolder.Lock> lock = state.lock();
        if (lock.isEmpty()) {
            return status();
        }
        try (StateFolder.Lock held = lock.get()) {
            return new Run(options, state, progress).untilTheEnd(held);
        }
    }

    private int status() throws Exception {
        Optional<StateFolder.Lock> lock = state.lock();
        if (lock.isPresent()) {
            lock.get().close();
            progress.say("Guildhall does not run.");
            return 3;
        }
        RunFile run =
                RunFile.read(state.runFile())
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "Guildhall is just beginning to start."));
        progress.say(
                run.ready()
                        ? "Guildhall runs already: %s\n  mails %s\n  logs  %s\n  end it with ./guildhall down (process %d)"
                                .formatted(run.url(), run.mailUrl(), run.logs(), run.pid())
                        : "Guildhall is starting (process %d); logs: %s"
                                .formatted(run.pid(), run.logs()));
        return 0;
    }

    private int down() throws Exception {
        Optional<StateFolder.Lock> lock = state.lock();
        if (lock.isPresent()) {
            lock.get().close();
            progress.say("Guildhall does not run.");
            return 0;
        }
        // The lock is held, so the process that wrote the file lives: its id cannot be another's by
        // now.
        long pid = RunFile.read(state.runFile()).orElseThrow().pid();
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
        long end = System.nanoTime() + DOWN_PATIENCE.toNanos();
        while (ended().isEmpty()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "process "
                                + pid
                                + " has not ended within "
                                + DOWN_PATIENCE.toSeconds()
                                + " s");
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        progress.say("Guildhall has ended (" + progress.elapsed() + ").");
        return 0;
    }

    private Optional<Boolean> ended() throws Exception {
        Optional<StateFolder.Lock> lock = state.lock();
        if (lock.isPresent()) {
            lock.get().close();
        }
        return lock.map(free -> true);
    }
}
