package io.guildhall.localstack.infrastructure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Asks a server whether it serves, in its own protocol: an open port alone does not tell. */
@FunctionalInterface
public interface Probe {
    /**
     * Whether it serves.
     *
     * @throws IOException when it cannot be asked: it does not serve yet
     */
    boolean ready() throws IOException;

    static Probe redis(int port) {
        return () ->
                "+PONG".equals(text(ask(port, "PING\r\n".getBytes(StandardCharsets.US_ASCII), 5)));
    }

    static Probe smtp(int port) {
        return () -> "220".equals(text(ask(port, new byte[0], 3)));
    }

    /** Kafka's ApiVersions request, version 0: length, key 18, version, correlation id 7, no client id. */
    static Probe kafka(int port) {
        byte[] question = {0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 7, -1, -1};
        byte[] correlationId = {0, 0, 0, 7};
        return () -> Arrays.equals(ask(port, question, 8), 4, 8, correlationId, 0, 4);
    }

    static Probe jsonRpc(int port) {
        byte[] question =
                """
                POST / HTTP/1.1\r
                Host: 127.0.0.1\r
                Content-Type: application/json\r
                Content-Length: 59\r
                \r
                {"jsonrpc":"2.0","id":1,"method":"eth_chainId","params":[]}"""
                        .getBytes(StandardCharsets.US_ASCII);
        return () -> text(ask(port, question, 12)).endsWith("200");
    }

    /** A page that answers 200, such as a service's readiness. */
    static Probe http(int port, String path) {
        byte[] question =
                ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
        return () -> text(ask(port, question, 12)).endsWith("200");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private static byte[] ask(int port, byte[] question, int answerLength) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write(question);
            byte[] answer = socket.getInputStream().readNBytes(answerLength);
            if (answer.length < answerLength) {
                throw new IOException("port " + port + " closes the connection");
            }
            return answer;
        }
    }
}
