package io.guildhall.localstack.infrastructure;

import io.guildhall.localstack.process.ChildProcess;
import io.guildhall.localstack.process.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A server that runs as a child process. */
public final class NativeServer implements Server {
    private static final Duration POLL = Duration.ofMillis(20);

    private final String name;
    private final int port;
    private final Supplier<Command> command;
    private final Probe probe;
    private final Duration startsWithin;
    private final Duration stopsWithin;
    private @Nullable ChildProcess process;

    /**
     * A server that does not run yet.
     *
     * @param command what to run; asked at each start, and may prepare the data directory
     * @param probe tells when the server serves
     */
    public NativeServer(
            String name,
            int port,
            Supplier<Command> command,
            Probe probe,
            Duration startsWithin,
            Duration stopsWithin) {
        this.name = name;
        this.port = port;
        this.command = command;
        this.probe = probe;
        this.startsWithin = startsWithin;
        this.stopsWithin = stopsWithin;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public synchronized void start() {
        if (running()) {
            return;
        }
        Command line = command.get();
        ChildProcess child = ChildProcess.start(line);
        process = child;
        awaitReadiness(child, line.log());
    }

    private void awaitReadiness(ChildProcess child, Path log) {
        long end = System.nanoTime() + startsWithin.toNanos();
        while (!serves()) {
            if (!child.alive()) {
                throw new StartFailedException(name, "ended with code " + child.exitCode(), log);
            }
            if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                child.kill();
                throw new StartFailedException(
                        name, "was not ready within " + startsWithin.toSeconds() + " s", log);
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private boolean serves() {
        try {
            return probe.ready();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public synchronized void stop() {
        if (process != null) {
            process.terminate(stopsWithin);
            process = null;
        }
    }

    @Override
    public synchronized void kill() {
        if (process != null) {
            process.kill();
            process = null;
        }
    }

    @Override
    public synchronized void pause() {
        child().pause();
    }

    @Override
    public synchronized void resume() {
        child().resume();
    }

    @Override
    public synchronized boolean running() {
        return process != null && process.alive();
    }

    @Override
    public synchronized OptionalLong pid() {
        return process != null && process.alive()
                ? OptionalLong.of(process.pid())
                : OptionalLong.empty();
    }

    private ChildProcess child() {
        if (process == null) {
            throw new IllegalStateException(name + " does not run");
        }
        return process;
    }
}
