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
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A second address of a server. It is shut as a killed process shuts its port, refusing who knocks and dropping who is inside,
 * and opened again at once, where the server itself would take long to start. It is frozen as a network swallows packets: who
 * knocks gets in, and nothing is carried any more, in neither direction.
 */
public final class Door implements AutoCloseable {
    private final int serverPort;
    private final int port = new Ports().any();
    private final Set<Socket> passages = ConcurrentHashMap.newKeySet();
    private final AtomicLong carried = new AtomicLong();
    private @Nullable ServerSocket door;
    private boolean frozen;

    /** Shut. */
    public Door(int serverPort) {
        this.serverPort = serverPort;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** How many bytes went through, in both directions. */
    public long carried() {
        return carried.get();
    }

    /** Ends by {@link #thaw()}, which carries what came meanwhile, or by {@link #close()}, which does not. */
    public synchronized void freeze() {
        frozen = true;
    }

    public synchronized void thaw() {
        frozen = false;
        notifyAll();
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
                letThrough(inside, server, opened);
            }
        } catch (IOException e) {
            if (!opened.isClosed()) {
                close();
            }
        }
    }

    /** Unless the door was shut since the knock. */
    private synchronized void letThrough(Socket inside, Socket server, ServerSocket opened)
            throws IOException {
        if (opened.isClosed()) {
            inside.close();
            server.close();
            return;
        }
        passages.add(inside);
        passages.add(server);
        Thread.ofVirtual().start(() -> carry(inside, server));
        Thread.ofVirtual().start(() -> carry(server, inside));
    }

    private void carry(Socket from, Socket to) {
        try (from;
                to) {
            byte[] bytes = new byte[8192];
            for (int count = read(from, bytes); count >= 0; count = read(from, bytes)) {
                awaitThaw();
                to.getOutputStream().write(bytes, 0, count);
                carried.addAndGet(count);
            }
        } catch (IOException _) {
            // One of them is gone, and the other goes with it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        passages.remove(from);
        passages.remove(to);
    }

    private static int read(Socket from, byte[] bytes) throws IOException {
        return from.getInputStream().read(bytes);
    }

    private synchronized void awaitThaw() throws InterruptedException {
        while (frozen) {
            wait();
        }
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
            thaw();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
