package io.guildhall.user.mail.client;

import io.guildhall.user.mail.MailContent;
import io.guildhall.user.mail.PostOffice;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** The mail server that is configured. */
@Component
class SmtpPostOffice implements PostOffice {
    /** The command that ends a mail's text (RFC 5321). */
    private static final String END_OF_TEXT = ".";

    private static final int LATER = 400;
    private static final int GOING_DOWN = 421;
    private static final int FOR_GOOD = 500;

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
        } catch (MailSendException e) {
            Optional<RefusedException> refusal = refusal(e);
            if (refusal.isPresent()) {
                throw refusal.get();
            }
            throw new ClosedException(e);
        } catch (MailException e) {
            throw new ClosedException(e);
        }
    }

    /** What the server says of this mail's reader or text, but not what it says of us or of itself. */
    private static Optional<RefusedException> refusal(MailSendException failure) {
        for (Exception part : failure.getMessageExceptions()) {
            @Nullable Exception next = part;
            while (next instanceof MessagingException told) {
                int code =
                        switch (told) {
                            case SMTPAddressFailedException reader -> reader.getReturnCode();
                            case SMTPSendFailedException text
                                    when END_OF_TEXT.equals(text.getCommand()) ->
                                    text.getReturnCode();
                            default -> 0;
                        };
                if (code >= LATER && code != GOING_DOWN) {
                    return Optional.of(
                            new RefusedException("the mail server says " + code, code >= FOR_GOOD));
                }
                next = told.getNextException();
            }
        }
        return Optional.empty();
    }
}
