package io.guildhall.localstack.infrastructure;

import java.util.OptionalLong;

/**
 * A server under control: it keeps its port and its data over every stop, kill and start. All methods return when the change
 * has happened.
 */
public interface Server {
    /** What it is called in messages and in the name of its log. */
    String name();

    /** The port on loopback where it serves. */
    int port();

    /** Starts it and waits until it serves. Nothing happens when it runs. */
    void start();

    /** Ends it in order. Nothing happens when it does not run. */
    void stop();

    /** Ends it as a crash would. */
    void kill();

    /** Freezes it: connections stay open, nobody answers. */
    void pause();

    /** Wakes it after {@link #pause()}. */
    void resume();

    /** Its process, for measurements; empty when it does not run, or not as a process of this machine. */
    OptionalLong pid();

    /** Whether it has been started and has not ended. A paused server runs. */
    boolean running();
}
