package io.guildhall.user.mail;

import org.jspecify.annotations.Nullable;

/**
 * One mail before it is written out.
 *
 * @param to where it goes
 * @param locale language tag of its reader
 * @param username whom it greets
 * @param detail what its text mentions, such as an address; may be empty
 * @param link page that its button opens
 */
public record MailContent(
        MailKind kind,
        String to,
        String locale,
        String username,
        String detail,
        @Nullable String link) {}
