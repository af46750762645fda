package io.guildhall.localstack.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A child that dies with this process, however this process ends: the kernel kills it ({@code PR_SET_PDEATHSIG}). It runs in a
 * session of its own, so that Ctrl-C on the terminal reaches this process only, which then ends its children in order.
 */
public final class ChildProcess {
    /** The kernel watches the thread that forked, not the process: so all forks come from one thread that never ends. */
    private static final ExecutorService FORKS =
            Executors.newSingleThreadExecutor(
                    task -> Thread.ofPlatform().name("child-processes").daemon().unstarted(task));

    private static final List<String> BOUND_TO_PARENT =
            List.of("setsid", "setpriv", "--pdeathsig", "KILL", "--");

    private final Process process;

    private ChildProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts a child.
     *
     * @throws UncheckedIOException when there is no such program, or no {@code setpriv} (util-linux)
     */
    public static ChildProcess start(Command command) {
        try {
            Files.createDirectories(command.directory());
            Path folder = command.log().toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            List<String> line = new ArrayList<>(BOUND_TO_PARENT);
            line.addAll(command.line());
            ProcessBuilder builder =
                    new ProcessBuilder(line).directory(command.directory().toFile());
            builder.environment().putAll(command.environment());
            builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
            builder.redirectErrorStream(true);
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(command.log().toFile()));
            return new ChildProcess(FORKS.submit(builder::start).get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ExecutionException e) {
            throw new UncheckedIOException(
                    "cannot start " + command.line().getFirst(), asIoException(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "interrupted at the start of " + command.line().getFirst(), e);
        }
    }

    private static IOException asIoException(@Nullable Throwable cause) {
        return cause instanceof IOException io ? io : new IOException(cause);
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** The exit code; 128 + signal when a signal ended it. */
    public int exitCode() {
        return process.exitValue();
    }

    /** Completed with the exit code when the child ends. */
    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Asks the child to end (SIGTERM), and kills it when it has not ended in time. */
    public void terminate(Duration patience) {
        process.destroy();
        if (!endsWithin(patience)) {
            kill();
        }
    }

    /** Ends the child at once (SIGKILL), as a crash would. */
    public void kill() {
        process.destroyForcibly();
        if (!endsWithin(Duration.ofSeconds(10))) {
            throw new IllegalStateException("process " + pid() + " survives SIGKILL");
        }
    }

    /** Freezes the child (SIGSTOP): its connections stay open and nobody answers. None of its threads runs when this returns. */
    public void pause() {
        signal("STOP");
        // One thread takes the signal and then stops the others, which go on until it gets a
        // processor.
        long patience = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!stopped()) {
            if (System.nanoTime() > patience) {
                throw new IllegalStateException("process " + pid() + " survives SIGSTOP");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private boolean stopped() {
        Path threads = Path.of("/proc", Long.toString(pid()), "task");
        try (Stream<Path> each = Files.list(threads)) {
            return each.allMatch(ChildProcess::isStopped);
        } catch (IOException | UncheckedIOException e) {
            return false; // a thread ended while we looked
        }
    }

    /** By the state, which follows the name in parentheses. */
    private static boolean isStopped(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"), StandardCharsets.ISO_8859_1);
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Wakes a frozen child (SIGCONT). */
    public void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            int code =
                    new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid()).start().waitFor();
            if (code != 0) {
                throw new IllegalStateException("cannot send SIG" + name + " to process " + pid());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits for the end; false when the child still lives after that time. */
    public boolean endsWithin(Duration time) {
        try {
            process.onExit().get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
