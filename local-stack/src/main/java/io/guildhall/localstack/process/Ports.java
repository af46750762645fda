package io.guildhall.localstack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;

/** TCP ports on loopback that nobody uses, each given out once. */
public final class Ports {
    private static final int LAST_PORT = 65_535;

    /** What any instance gave out of the system's choice: between the choice and its use the port is free for the system. */
    private static final Set<Integer> CHOSEN = ConcurrentHashMap.newKeySet();

    private final Set<Integer> given = new HashSet<>();
    private final IntPredicate free;

    public Ports() {
        this(Ports::isFree);
    }

    Ports(IntPredicate free) {
        this.free = free;
    }

    /** Any free port, of the system's choice. */
    public synchronized int any() {
        while (true) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                int port = socket.getLocalPort();
                if (given.add(port) && CHOSEN.add(port)) {
                    return port;
                }
            } catch (IOException e) {
                throw new UncheckedIOException("no free port", e);
            }
        }
    }

    /** The wanted port, or the next one above that is free. */
    public synchronized int from(int wanted) {
        for (int port = wanted; port <= LAST_PORT; port++) {
            if (!given.contains(port) && free.test(port)) {
                given.add(port);
                return port;
            }
        }
        throw new IllegalStateException("no free port from " + wanted + " on");
    }

    /** Whether nobody listens there, on loopback or on all addresses. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
