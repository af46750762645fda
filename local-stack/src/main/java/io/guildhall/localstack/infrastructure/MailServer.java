package io.guildhall.localstack.infrastructure;

import io.guildhall.localstack.mail.Mail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A mail server that keeps everything, and what it has got. The port of the server is that of SMTP. */
public final class MailServer extends DelegatingServer {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final int pagePort;

    MailServer(Server server, int pagePort) {
        super(server);
        this.pagePort = pagePort;
    }

    /** The page for people. */
    public URI page() {
        return URI.create("http://127.0.0.1:" + pagePort + "/");
    }

    /** The mails that were delivered to an address, the newest first. */
    public List<Mail> mailsTo(String address) {
        return list("?to=" + URLEncoder.encode(address, StandardCharsets.UTF_8));
    }

    /** The newest mail to an address. */
    public Optional<Mail> latestTo(String address) {
        return mailsTo(address).stream().findFirst();
    }

    /** All mails, the newest first. */
    public List<Mail> mails() {
        return list("");
    }

    private List<Mail> list(String query) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(page().resolve("/api/mails" + query))
                            .timeout(PATIENCE)
                            .build();
            byte[] body = client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
            return JsonMapper.shared().readValue(body, new TypeReference<List<Mail>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("the mail server does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
