package io.guildhall.localstack.demo;

import io.guildhall.localstack.infrastructure.MailServer;
import io.guildhall.localstack.mail.Mail;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Opens the links that mails carry. */
final class Inbox {
    private static final Pattern TOKEN =
            Pattern.compile("/verify-email/?\\?(?:[^\\s\"<>]*&)?token=([\\w.~-]+)");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PULSE = Duration.ofMillis(100);

    private final MailServer server;

    Inbox(MailServer server) {
        this.server = server;
    }

    /** The token of the newest verification mail to an address; waits for it. */
    String verificationToken(String address) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Optional<String> token =
                    server.mailsTo(address).stream()
                            .map(Inbox::token)
                            .flatMap(Optional::stream)
                            .findFirst();
            if (token.isPresent()) {
                return token.get();
            }
            LockSupport.parkNanos(PULSE.toNanos());
        }
        throw new IllegalStateException(
                "no verification mail to " + address + " within " + PATIENCE.toSeconds() + " s");
    }

    static Optional<String> token(Mail mail) {
        Matcher matcher =
                TOKEN.matcher(
                        (mail.text() == null ? "" : mail.text())
                                + "\n"
                                + (mail.html() == null ? "" : mail.html()));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
