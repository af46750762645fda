package io.guildhall.localstack.infrastructure;

import java.util.OptionalLong;

/** What the servers of this package have in common: somebody else runs them, and they know how to talk to them. */
abstract class DelegatingServer implements Server {
    private final Server server;

    DelegatingServer(Server server) {
        this.server = server;
    }

    @Override
    public String name() {
        return server.name();
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public void start() {
        server.start();
    }

    @Override
    public void stop() {
        server.stop();
    }

    @Override
    public void kill() {
        server.kill();
    }

    @Override
    public void pause() {
        server.pause();
    }

    @Override
    public void resume() {
        server.resume();
    }

    @Override
    public OptionalLong pid() {
        return server.pid();
    }

    @Override
    public boolean running() {
        return server.running();
    }
}
