package io.guildhall.localstack.infrastructure;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/**
 * A server that runs as a container. Its port on the host is fixed, so that it is the same after a restart, and the container
 * is kept when the server stops, with its data.
 */
final class ContainerServer implements Server {
    private static final Duration POLL = Duration.ofMillis(50);

    private final String name;
    private final Place place;
    private final GenericContainer<?> container;
    private final Probe probe;
    private final Duration startsWithin;
    private final ContainerLog log;

    ContainerServer(
            String name,
            Place place,
            int containerPort,
            GenericContainer<?> container,
            Probe probe,
            Duration startsWithin) {
        this.name = name;
        this.place = place;
        this.container = container;
        this.probe = probe;
        this.startsWithin = startsWithin;
        this.log = new ContainerLog(place.log());
        container.setPortBindings(List.of("127.0.0.1:" + place.port() + ":" + containerPort));
        container.withExposedPorts(containerPort).waitingFor(new NoWait());
    }

    /** What would be started. */
    GenericContainer<?> definition() {
        return container;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int port() {
        return place.port();
    }

    @Override
    public synchronized void start() {
        if (running()) {
            return;
        }
        try {
            launch();
        } catch (ContainerLaunchException | DockerException e) {
            throw launchFailed(e);
        }
        log.follow(container.getContainerId());
        awaitReadiness();
    }

    private void launch() {
        if (container.getContainerId() == null) {
            container.start();
        } else {
            DockerClientFactory.lazyClient().startContainerCmd(container.getContainerId()).exec();
        }
    }

    private void awaitReadiness() {
        long end = System.nanoTime() + startsWithin.toNanos();
        while (!serves()) {
            if (!running()) {
                throw failed(ending());
            }
            if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                kill();
                throw failed("was not ready within " + startsWithin.toSeconds() + " s");
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private StartFailedException launchFailed(RuntimeException cause) {
        if (container.getContainerId() != null) {
            log.follow(container.getContainerId());
        }
        StartFailedException failure =
                failed(hasEnded() ? ending() : "does not start: " + innermost(cause));
        failure.initCause(cause);
        return failure;
    }

    private StartFailedException failed(String what) {
        log.finish();
        return new StartFailedException(name, what, place.log());
    }

    private boolean hasEnded() {
        return container.getContainerId() != null && "exited".equals(state().getStatus());
    }

    private String ending() {
        return "ended with code " + state().getExitCodeLong();
    }

    private InspectContainerResponse.ContainerState state() {
        return container.getCurrentContainerInfo().getState();
    }

    private static @Nullable String innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage();
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
        if (running()) {
            DockerClientFactory.lazyClient().stopContainerCmd(container.getContainerId()).exec();
            log.finish();
        }
    }

    @Override
    public synchronized void kill() {
        if (running()) {
            DockerClientFactory.lazyClient().killContainerCmd(container.getContainerId()).exec();
            log.finish();
        }
    }

    @Override
    public synchronized void pause() {
        DockerClientFactory.lazyClient().pauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public synchronized void resume() {
        DockerClientFactory.lazyClient().unpauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public OptionalLong pid() {
        return OptionalLong.empty();
    }

    @Override
    public synchronized boolean running() {
        return container.getContainerId() != null && container.isRunning();
    }

    /** The probe asks the server itself, and sees when its container ends; Testcontainers would wait for the port to the end. */
    private static final class NoWait extends AbstractWaitStrategy {
        @Override
        protected void waitUntilReady() {}
    }
}
