package io.guildhall.localstack.infrastructure;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * A server that runs as a container. Its port on the host is fixed, so that it is the same after a restart, and the container
 * is kept when the server stops, with its data.
 */
final class ContainerServer implements Server {
    private static final Duration START = Duration.ofMinutes(2);

    private final String name;
    private final int port;
    private final GenericContainer<?> container;
    private final Probe probe;

    ContainerServer(
            String name, int port, int containerPort, GenericContainer<?> container, Probe probe) {
        this.name = name;
        this.port = port;
        this.container = container;
        this.probe = probe;
        container.setPortBindings(List.of("127.0.0.1:" + port + ":" + containerPort));
        container
                .withExposedPorts(containerPort)
                .waitingFor(Wait.forListeningPort())
                .withStartupTimeout(START);
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
        return port;
    }

    @Override
    public synchronized void start() {
        if (running()) {
            return;
        }
        if (container.getContainerId() == null) {
            container.start();
        } else {
            DockerClientFactory.lazyClient().startContainerCmd(container.getContainerId()).exec();
        }
        long end = System.nanoTime() + START.toNanos();
        while (!serves()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        name + " was not ready within " + START.toSeconds() + " s");
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
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
        if (running()) {
            DockerClientFactory.lazyClient().stopContainerCmd(container.getContainerId()).exec();
        }
    }

    @Override
    public synchronized void kill() {
        if (running()) {
            DockerClientFactory.lazyClient().killContainerCmd(container.getContainerId()).exec();
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
}
