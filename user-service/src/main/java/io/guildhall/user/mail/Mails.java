package io.guildhall.user.mail;

import io.guildhall.defaults.persistence.IdGenerator;
import io.guildhall.user.secret.SecretBox;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts mails down in the transaction of the change that they tell of. They leave after its commit; a mail
 * server that is away delays them and fails nobody's request.
 */
@Service
public class Mails {
    static final String PURPOSE = "mail";

    private final OutgoingMails outgoing;
    private final SecretBox secrets;
    private final MailFormat format;
    private final IdGenerator ids;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    /**
     * Who reads a mail.
     *
     * @param address where it goes
     * @param username whom it greets
     * @param locale language tag
     */
    public record Reader(String address, String username, String locale) {}

    Mails(
            OutgoingMails outgoing,
            SecretBox secrets,
            MailFormat format,
            IdGenerator ids,
            Clock clock,
            ApplicationEventPublisher events) {
        this.outgoing = outgoing;
        this.secrets = secrets;
        this.format = format;
        this.ids = ids;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Writes a mail.
     *
     * @param detail what its text mentions, such as an address; may be empty
     * @param link page that its button opens
     * @throws org.springframework.transaction.IllegalTransactionStateException when no transaction runs
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(MailKind kind, Reader reader, String detail, @Nullable String link) {
        MailContent content =
                new MailContent(
                        kind, reader.address(), reader.locale(), reader.username(), detail, link);
        byte[] sealed = secrets.seal(PURPOSE, format.write(content));
        outgoing.save(new OutgoingMail(ids.next(), sealed, clock.instant(), kind.useful()));
        events.publishEvent(new MailWritten());
    }
}
