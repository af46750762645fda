package io.guildhall.user.testing;

import io.guildhall.localstack.infrastructure.MailServer;
import io.guildhall.localstack.mail.Mail;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** Opens browsers at the service's doors, and mailboxes. */
public class Doors {
    private static final Pattern TOKEN = Pattern.compile("\\?token=([A-Za-z0-9_-]+)");

    private final ServletWebServerApplicationContext context;
    private final MailServer mailServer;

    Doors(ServletWebServerApplicationContext context, MailServer mailServer) {
        this.context = context;
        this.mailServer = mailServer;
    }

    /** Somebody new, at an address of their own. */
    public Browser browser() {
        return new Browser(Objects.requireNonNull(context.getWebServer()).getPort());
    }

    /** Somebody of that name who has confirmed the address of the same name at example.org. */
    public Browser member(String name) {
        Browser browser = browser();
        browser.register(name, null).expect(201);
        browser.post(
                        "/api/v1/auth/email-verifications",
                        Map.of("token", token(name + "@example.org", "Confirm your mail address")))
                .expect(204);
        return browser;
    }

    /** The newest mail with this subject, as soon as it is there. */
    public Mail mail(String address, String subject) {
        AtomicReference<Mail> found = new AtomicReference<>();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> {
                            mailServer.mailsTo(address).stream()
                                    .filter(mail -> mail.subject().equals(subject))
                                    .findFirst()
                                    .ifPresent(found::set);
                            return found.get() != null;
                        });
        return found.get();
    }

    /** The token in the link of a mail. */
    public String token(String address, String subject) {
        Matcher link = TOKEN.matcher(Objects.requireNonNull(mail(address, subject).text()));
        if (!link.find()) {
            throw new AssertionError("no link in the mail " + subject);
        }
        return link.group(1);
    }
}
