package io.guildhall.user.mail;

import java.time.Duration;
import java.util.Locale;

/** What a mail tells; its texts are in {@code mails.properties} under the name in lower case. */
public enum MailKind {
    /** Carries a link: open it to prove the address of a new account. */
    VERIFY_EMAIL(Duration.ofHours(24)),
    /** Carries a link: open it to prove a new address. */
    CONFIRM_NEW_EMAIL(Duration.ofHours(24)),
    /** Carries a link: open it to set a new password. */
    RECOVERY(Duration.ofMinutes(30)),
    /** Somebody registered with an address that the reader has proved. */
    EMAIL_IN_USE,
    /** To the old address: another one shall take its place. */
    EMAIL_CHANGE_ASKED,
    EMAIL_CHANGED,
    PASSWORD_CHANGED,
    PASSWORD_RECOVERED,
    PHONE_CHANGED,
    PHONE_REMOVED,
    USERNAME_CHANGED,
    ADDRESS_LINKED,
    ADDRESS_UNLINKED,
    SECOND_FACTOR_ADDED,
    SECOND_FACTOR_REMOVED,
    ROLES_CHANGED,
    BANNED,
    UNBANNED,
    BADGE_GRANTED,
    BADGE_TAKEN,
    TOKEN_REUSED;

    private final Duration useful;

    MailKind() {
        this(Duration.ofDays(3));
    }

    MailKind(Duration useful) {
        this.useful = useful;
    }

    /** How long it is worth delivering. */
    Duration useful() {
        return useful;
    }

    /** Where its texts are. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
