package io.guildhall.defaults.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@WebDefaultsTest
class FairTurnsIT {
    private static final int REQUESTS = 2_000;
    private static final byte[] REQUEST =
            "GET /things/1 HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LAST =
            "GET /things/1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    @LocalServerPort private int port;

    @Test
    void connectionsThatAlwaysHaveANextRequestKeepNobodyWaiting() throws Exception {
        int processors = Runtime.getRuntime().availableProcessors();
        Semaphore answering = new Semaphore(0);
        // Platform threads: the test's own are not to stand in the line that is looked at.
        try (ExecutorService threads = Executors.newFixedThreadPool(4 * processors)) {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < 2 * processors; i++) {
                Socket busy = new Socket(InetAddress.getLoopbackAddress(), port);
                ends.add(threads.submit(() -> readToTheEnd(busy, answering)));
                Future<?> _ = threads.submit(() -> sendAllAtOnce(busy));
            }
            answering.acquire(2 * processors);

            assertThat(HttpCall.to(port, "/things/1").get().status()).isEqualTo(200);

            assertThat(ends).as("connections that are served whole").noneMatch(Future::isDone);
            for (Future<?> end : ends) {
                Object _ = end.get();
            }
        }
    }

    private static Void sendAllAtOnce(Socket socket) throws IOException {
        for (int i = 1; i < REQUESTS; i++) {
            socket.getOutputStream().write(REQUEST);
        }
        socket.getOutputStream().write(LAST);
        return null;
    }

    private static Void readToTheEnd(Socket socket, Semaphore answering) throws IOException {
        try (socket) {
            InputStream answers = socket.getInputStream();
            byte[] buffer = new byte[1 << 16];
            for (int read = answers.read(buffer); read >= 0; read = answers.read(buffer)) {
                answering.release();
            }
            return null;
        }
    }
}
