package io.guildhall.user.account;

import io.guildhall.user.mail.MailKind;
import io.guildhall.user.mail.Mails;
import io.guildhall.user.mail.Mails.Reader;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells people by mail what happened to their account, in the transaction in which it happens. */
@Service
public class Notices {
    private final Mails mails;

    Notices(Mails mails) {
        this.mails = mails;
    }

    /** Writes to the proved address of an account; nothing happens when it has none. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void send(Account account, MailKind kind) {
        send(account, kind, "");
    }

    /** The same with something that the text mentions. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void send(Account account, MailKind kind, String detail) {
        if (account.email() != null) {
            mails.write(kind, reader(account, account.email()), detail, null);
        }
    }

    /** Writes a mail with a link to an address that need not be proved. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void sendLink(Account account, MailKind kind, String address, String link) {
        mails.write(kind, reader(account, address), address, link);
    }

    /** The same in the language of the page that somebody asks from. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void sendLink(
            Account account, MailKind kind, String address, String link, String locale) {
        mails.write(kind, new Reader(address, account.username(), locale), address, link);
    }

    private static Reader reader(Account account, String address) {
        return new Reader(address, account.username(), account.settings().locale());
    }
}
