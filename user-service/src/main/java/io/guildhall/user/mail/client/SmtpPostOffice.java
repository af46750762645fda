package io.guildhall.user.mail.client;

import io.guildhall.user.mail.MailContent;
import io.guildhall.user.mail.PostOffice;
import jakarta.mail.internet.MimeMessage;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** The mail server that is configured. */
@Component
class SmtpPostOffice implements PostOffice {
    private final MailComposer composer;
    private final JavaMailSender sender;

    SmtpPostOffice(MailComposer composer, JavaMailSender sender) {
        this.composer = composer;
        this.sender = sender;
    }

    @Override
    public void send(MailContent mail) {
        MimeMessage message = composer.compose(mail);
        try {
            sender.send(message);
        } catch (MailException e) {
            throw new ClosedException(e);
        }
    }
}
