package io.guildhall.user.mail;

import io.guildhall.user.secret.SecretBox;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Brings waiting mails to the mail server: at once after the commit, and again by a slow poll. A mail leaves
 * at least once; after a crash between the server's answer and the deletion of the row it leaves twice.
 */
@Component
class MailDelivery {
    private static final Logger log = LoggerFactory.getLogger(MailDelivery.class);

    /** How often a mail may be refused for good: some minutes, for servers that are set up wrongly for a moment. */
    static final int MOST_REFUSALS = 8;

    private static final int MOST_COUNTED = 1_000;

    private final OutgoingMails outgoing;
    private final PostOffice postOffice;
    private final SecretBox secrets;
    private final MailFormat format;
    private final TransactionOperations transaction;
    private final Clock clock;
    private final MeterRegistry meters;
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("mail").daemon().factory());
    private final AtomicBoolean awaited = new AtomicBoolean();

    MailDelivery(
            OutgoingMails outgoing,
            PostOffice postOffice,
            SecretBox secrets,
            MailFormat format,
            TransactionOperations transaction,
            Clock clock,
            MeterRegistry meters) {
        this.outgoing = outgoing;
        this.postOffice = postOffice;
        this.secrets = secrets;
        this.format = format;
        this.transaction = transaction;
        this.clock = clock;
        this.meters = meters;
        Gauge.builder("guildhall.mail.waiting", outgoing, mails -> mails.countWaiting(MOST_COUNTED))
                .description("mails that wait; " + MOST_COUNTED + " stands for that many or more")
                .register(meters);
    }

    @TransactionalEventListener
    void on(@SuppressWarnings("unused") MailWritten written) {
        wake();
    }

    @Scheduled(fixedDelayString = "${guildhall.user.mail-poll:2s}")
    void wake() {
        // One round that has not begun yet will see every mail that is there now.
        if (awaited.compareAndSet(false, true)) {
            worker.execute(this::deliverAll);
        }
    }

    @PreDestroy
    void stop() {
        worker.shutdownNow();
    }

    /** One round; ends when no mail is due, or when the mail server is away. */
    void deliverAll() {
        awaited.set(false);
        try {
            boolean more = true;
            while (more && !Thread.currentThread().isInterrupted()) {
                more = deliverNext();
            }
        } catch (RuntimeException e) {
            log.warn("Mails wait: {}", e.toString());
        }
    }

    /**
     * Takes one mail and no more: those behind it would wait for a slow server with their leases running out, and go to
     * another replica too.
     *
     * @return whether there may be another one to deliver now
     */
    private boolean deliverNext() {
        Instant now = clock.instant();
        Optional<OutgoingMail> due =
                transaction.execute(
                        status -> {
                            Optional<OutgoingMail> taken = outgoing.takeDue(now);
                            taken.ifPresent(mail -> mail.lease(now));
                            return taken;
                        });
        if (due.isEmpty()) {
            return false;
        }
        OutgoingMail mail = due.get();
        if (mail.isExpired(now)) {
            drop(mail, "expired");
            return true;
        }
        return deliver(mail);
    }

    /** False when the mail server takes nothing now. */
    private boolean deliver(OutgoingMail mail) {
        try {
            MailContent content = format.read(secrets.open(Mails.PURPOSE, mail.sealedContent()));
            postOffice.send(content);
            transaction.executeWithoutResult(status -> outgoing.deleteByMailId(mail.mailId()));
            meters.counter("guildhall.mail.sent", "kind", content.kind().name()).increment();
            return true;
        } catch (PostOffice.ClosedException e) {
            log.warn(
                    "Mail {} waits after try {}: {}",
                    mail.mailId(),
                    mail.attempts(),
                    e.getMessage());
            meters.counter("guildhall.mail.delayed").increment();
            postpone(mail);
            return false;
        } catch (PostOffice.RefusedException e) {
            refuse(mail, e);
            return true;
        } catch (RuntimeException e) {
            // One that cannot be read or written must not keep the others.
            log.error("Mail {} cannot be written", mail.mailId(), e);
            postpone(mail);
            return true;
        }
    }

    /** Strangers choose addresses: one that no server takes must neither hold up the others nor come for ever. */
    private void refuse(OutgoingMail mail, PostOffice.RefusedException refusal) {
        log.warn(
                "Mail {} is refused at try {}: {}",
                mail.mailId(),
                mail.attempts(),
                refusal.getMessage());
        meters.counter("guildhall.mail.refused").increment();
        if (refusal.isForGood() && mail.attempts() >= MOST_REFUSALS) {
            drop(mail, "refused");
        } else {
            postpone(mail);
        }
    }

    private void postpone(OutgoingMail mail) {
        transaction.executeWithoutResult(
                status ->
                        outgoing.findByMailId(mail.mailId())
                                .ifPresent(waiting -> waiting.postpone(clock.instant())));
    }

    private void drop(OutgoingMail mail, String cause) {
        log.warn("Mail {} is dropped after {} tries: {}", mail.mailId(), mail.attempts(), cause);
        meters.counter("guildhall.mail.dropped", "cause", cause).increment();
        transaction.executeWithoutResult(status -> outgoing.deleteByMailId(mail.mailId()));
    }
}
