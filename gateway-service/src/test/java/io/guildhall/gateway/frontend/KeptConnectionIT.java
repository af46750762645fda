package io.guildhall.gateway.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.gateway.GatewayScenario;
import io.guildhall.gateway.Pages;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/**
 * A browser sends its next request as soon as it has the answer to the last one, and on a busy machine the
 * gateway is not through with that one yet: the request waits in a queue. Two requests in one packet bring
 * that about every time. Where the one that waited was answered without a body, as a file that has not
 * changed is, reactor-netty 1.3.7 never read from the connection again, and the next page never came:
 * https://github.com/reactor/reactor-netty/issues/4361.
 */
class KeptConnectionIT extends GatewayScenario {
    @Test
    void isReadOnAfterARequestThatWaitedWasAnsweredWithoutABody() throws IOException {
        String changed = header(read("/robots.txt"), "Last-Modified");
        String request = "GET /robots.txt HTTP/1.1\r\nHost: localhost\r\n";

        try (Socket socket = connect()) {
            say(socket, request + "\r\n" + request + "If-Modified-Since: " + changed + "\r\n\r\n");
            assertThat(hear(socket, Pages.ROBOTS)).startsWith("HTTP/1.1 200 OK\r\n");
            assertThat(hear(socket, "\r\n\r\n")).startsWith("HTTP/1.1 304 Not Modified\r\n");

            say(socket, request + "\r\n");
            assertThat(hear(socket, Pages.ROBOTS)).startsWith("HTTP/1.1 200 OK\r\n");
        }
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** What comes until this end, or until the connection is closed. */
    private static String hear(Socket socket, String end) throws IOException {
        StringBuilder heard = new StringBuilder();
        int next = socket.getInputStream().read();
        while (next >= 0) {
            heard.append((char) next);
            if (heard.indexOf(end) >= 0) {
                break;
            }
            next = socket.getInputStream().read();
        }
        return heard.toString();
    }
}
