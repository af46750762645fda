package io.guildhall.localstack.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A command that has the terminal. When this process is killed the command is asked to end (SIGTERM). */
public final class ForegroundCommand {
    private final Process process;

    private ForegroundCommand(Process process) {
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param environment what is added to this process's environment
     * @throws IOException when there is no {@code setpriv} (util-linux)
     */
    public static ForegroundCommand start(
            List<String> line, Path directory, Map<String, String> environment) throws IOException {
        List<String> bound = new ArrayList<>(List.of("setpriv", "--pdeathsig", "TERM", "--"));
        bound.addAll(line);
        ProcessBuilder builder =
                new ProcessBuilder(bound).directory(directory.toFile()).inheritIO();
        builder.environment().putAll(environment);
        return new ForegroundCommand(builder.start());
    }

    /** Waits for its end; returns its exit code. */
    public int waitFor() throws InterruptedException {
        return process.waitFor();
    }

    /** Asks it to end, and all that it has started: a shell in between passes no signal on. */
    public void end() {
        List<ProcessHandle> started = process.descendants().toList();
        // First, or else a shell goes on with what comes next.
        process.destroy();
        started.forEach(ProcessHandle::destroy);
    }
}
