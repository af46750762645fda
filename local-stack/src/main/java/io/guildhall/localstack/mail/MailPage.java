package io.guildhall.localstack.mail;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The page that lists and shows mails, and the same as JSON: {@code GET /api/mails?to=}, {@code GET /api/mails/{id}},
 * {@code DELETE /api/mails}. A mail's HTML is at {@code /mails/{id}/html}, and can do nothing there but be looked at.
 */
final class MailPage {
    private static final String JSON = "application/json";
    private static final String HTML = "text/html; charset=utf-8";

    /** Links open in a tab of their own; nothing runs, nothing is loaded. */
    private static final String MAIL_POLICY =
            "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    private static final String PAGE_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'";

    private final MailFolder folder;
    private final JsonMapper json = JsonMapper.shared();
    private final HttpServer server;

    MailPage(MailFolder folder, int port) throws IOException {
        this.folder = folder;
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
    }

    void start() {
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            answer(
                    exchange,
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
        }
    }

    private void answer(HttpExchange exchange, String request) throws IOException {
        switch (request) {
            case "GET /" -> resource(exchange, "mails.html", HTML);
            case "GET /mails.js" ->
                    resource(exchange, "mails.js", "text/javascript; charset=utf-8");
            case "GET /mails.css" -> resource(exchange, "mails.css", "text/css; charset=utf-8");
            case "GET /api/mails" ->
                    send(exchange, 200, JSON, write(folder.list(recipient(exchange))), null);
            case "DELETE /api/mails" -> {
                folder.clear();
                exchange.sendResponseHeaders(204, -1);
            }
            default -> mail(exchange, request);
        }
    }

    private void mail(HttpExchange exchange, String request) throws IOException {
        boolean asHtml = request.startsWith("GET /mails/") && request.endsWith("/html");
        boolean asJson = request.startsWith("GET /api/mails/");
        String id = request.replaceAll("\\D", "");
        Optional<Mail> mail = asHtml || asJson ? folder.find(id) : Optional.empty();
        if (mail.isEmpty()) {
            send(exchange, 404, "text/plain", "not here".getBytes(StandardCharsets.UTF_8), null);
        } else if (asJson) {
            send(exchange, 200, JSON, write(mail.get()), null);
        } else {
            String html = mail.get().html();
            String page =
                    "<!doctype html><meta charset=utf-8><base target=_blank>"
                            + (html == null ? "" : html);
            send(exchange, 200, HTML, page.getBytes(StandardCharsets.UTF_8), MAIL_POLICY);
        }
    }

    private byte[] write(Object value) {
        return json.writeValueAsBytes(value);
    }

    private static Optional<String> recipient(HttpExchange exchange) {
        String query = exchange.getRequestURI().getRawQuery();
        return query == null || !query.startsWith("to=")
                ? Optional.empty()
                : Optional.of(URLDecoder.decode(query.substring(3), StandardCharsets.UTF_8));
    }

    private static void resource(HttpExchange exchange, String name, String type)
            throws IOException {
        try (InputStream in = MailPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is not in the jar");
            }
            send(exchange, 200, type, in.readAllBytes(), PAGE_POLICY);
        }
    }

    private static void send(
            HttpExchange exchange, int status, String type, byte[] body, @Nullable String policy)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        if (policy != null) {
            exchange.getResponseHeaders().set("Content-Security-Policy", policy);
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
