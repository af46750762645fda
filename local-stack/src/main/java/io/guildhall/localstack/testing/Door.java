package io.guildhall.localstack.testing;

import io.guildhall.localstack.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A second address of a server. It is shut as a killed process shuts its port, refusing who knocks and dropping who is inside,
 * and opened again at once, where the server itself would take long to start.
 */
public final class Door implements AutoCloseable {
    private final int serverPort;
    private final int port = new Ports().any();
    private final Set<Socket> passages = ConcurrentHashMap.newKeySet();
    private final AtomicInteger passed = new AtomicInteger();
    private @Nullable ServerSocket door;

    /** Shut. */
    public Door(int serverPort) {
        this.serverPort = serverPort;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** How many connections went through. */
    public int passed() {
        return passed.get();
    }

    public synchronized void open() {
        try {
            ServerSocket opened = new ServerSocket();
            opened.setReuseAddress(true);
            opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            door = opened;
            Thread.ofVirtual().start(() -> admit(opened));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void admit(ServerSocket opened) {
        try {
            while (true) {
                Socket inside = opened.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                passages.add(inside);
                passages.add(server);
                passed.incrementAndGet();
                Thread.ofVirtual().start(() -> carry(inside, server));
                Thread.ofVirtual().start(() -> carry(server, inside));
            }
        } catch (IOException e) {
            if (!opened.isClosed()) {
                close();
            }
        }
    }

    private void carry(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _) {
            // One of them is gone, and the other goes with it.
        }
        passages.remove(from);
        passages.remove(to);
    }

    @Override
    public synchronized void close() {
        try {
            if (door != null) {
                door.close();
                door = null;
            }
            for (Socket passage : passages) {
                passage.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
