package io.guildhall.localstack.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mail as it was delivered to one recipient.
 *
 * @param id rises with the time of arrival
 * @param to the recipient of the envelope, whom the mail was really for
 * @param text the plain text part
 * @param html the HTML part
 */
public record Mail(
        String id,
        String from,
        String to,
        String subject,
        Instant receivedAt,
        @Nullable String text,
        @Nullable String html) {}
