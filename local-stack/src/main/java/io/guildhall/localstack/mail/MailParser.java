package io.guildhall.localstack.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Reads a mail out of its MIME form. */
final class MailParser {
    private static final Session SESSION = Session.getInstance(new Properties());

    private MailParser() {}

    static Mail parse(String id, String recipient, Instant receivedAt, InputStream mime)
            throws IOException, MessagingException {
        MimeMessage message = new MimeMessage(SESSION, mime);
        return new Mail(
                id,
                sender(message),
                recipient,
                message.getSubject() == null ? "" : message.getSubject(),
                receivedAt,
                find(message, "text/plain"),
                find(message, "text/html"));
    }

    private static String sender(MimeMessage message) throws MessagingException {
        var senders = message.getFrom();
        if (senders == null || senders.length == 0) {
            return "";
        }
        return senders[0] instanceof InternetAddress address
                ? address.toUnicodeString()
                : senders[0].toString();
    }

    /** The first part of that type, attachments left out. */
    private static @Nullable String find(Part part, String type)
            throws IOException, MessagingException {
        if (Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
            return null;
        }
        if (part.isMimeType(type)) {
            return part.getContent() instanceof String text ? text : null;
        }
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart child = parts.getBodyPart(i);
                String found = find(child, type);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
