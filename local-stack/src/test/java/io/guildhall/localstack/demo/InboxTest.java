package io.guildhall.localstack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.localstack.mail.Mail;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InboxTest {
    @Test
    void findsTheTokenInTheText() {
        assertThat(
                        Inbox.token(
                                mail(
                                        "Open http://localhost:8080/verify-email/?token=aB3_-x now",
                                        null)))
                .contains("aB3_-x");
    }

    @Test
    void findsTheTokenInALinkOfTheHtml() {
        assertThat(
                        Inbox.token(
                                mail(
                                        null,
                                        "<a href=\"http://x/verify-email?lang=en&token=T0ken\">verify</a>")))
                .contains("T0ken");
    }

    @Test
    void leavesOtherLinksAlone() {
        assertThat(Inbox.token(mail("http://localhost:8080/reset-password/?token=secret", null)))
                .isEmpty();
    }

    private static Mail mail(@Nullable String text, @Nullable String html) {
        return new Mail("1", "a@example.org", "b@example.org", "s", Instant.EPOCH, text, html);
    }
}
