package io.guildhall.user.mail;

/** How a mail's content is written down while it waits. */
public interface MailFormat {
    byte[] write(MailContent content);

    MailContent read(byte[] written);
}
