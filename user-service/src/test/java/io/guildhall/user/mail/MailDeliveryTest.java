package io.guildhall.user.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guildhall.defaults.testing.MovingClock;
import io.guildhall.user.secret.SecretBox;
import io.guildhall.user.secret.SecretBoxFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

class MailDeliveryTest {
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

    private final WaitingMails waiting = new WaitingMails();
    private final PlayedPostOffice postOffice = new PlayedPostOffice();
    private final SecretBox secrets = SecretBoxFixture.box();
    private final MovingClock clock = new MovingClock(NOW);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MailDelivery delivery =
            new MailDelivery(
                    waiting,
                    postOffice,
                    secrets,
                    new AddressOnly(),
                    TransactionOperations.withoutTransaction(),
                    clock,
                    meters);

    @AfterEach
    void end() {
        delivery.stop();
    }

    private static final class WaitingMails implements OutgoingMails {
        private final Map<Long, OutgoingMail> mails = new ConcurrentSkipListMap<>();

        @Override
        public OutgoingMail save(OutgoingMail mail) {
            mails.put(mail.mailId(), mail);
            return mail;
        }

        @Override
        public Optional<OutgoingMail> findByMailId(long mailId) {
            return Optional.ofNullable(mails.get(mailId));
        }

        @Override
        public Optional<OutgoingMail> takeDue(Instant now) {
            return mails.values().stream().filter(mail -> mail.isDue(now)).findFirst();
        }

        @Override
        public void deleteByMailId(long mailId) {
            mails.remove(mailId);
        }

        @Override
        public long countWaiting(int most) {
            return mails.size();
        }
    }

    private static final class PlayedPostOffice implements PostOffice {
        private final List<String> taken = new CopyOnWriteArrayList<>();
        private volatile Runnable meanwhile = () -> {};
        private final AtomicInteger refusals = new AtomicInteger();

        @Override
        public void send(MailContent mail) {
            switch (mail.to()) {
                case "refused@example.org" -> {
                    refusals.incrementAndGet();
                    throw new RefusedException("550", true);
                }
                case "full@example.org" -> {
                    refusals.incrementAndGet();
                    throw new RefusedException("452", false);
                }
                default -> {
                    meanwhile.run();
                    taken.add(mail.to());
                }
            }
        }
    }

    private static final class AddressOnly implements MailFormat {
        @Override
        public byte[] write(MailContent content) {
            return content.to().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public MailContent read(byte[] written) {
            return new MailContent(
                    MailKind.RECOVERY,
                    new String(written, StandardCharsets.UTF_8),
                    "en",
                    "",
                    "",
                    null);
        }
    }

    private void put(long id, String to) {
        byte[] sealed = secrets.seal(Mails.PURPOSE, to.getBytes(StandardCharsets.UTF_8));
        waiting.save(new OutgoingMail(id, sealed, NOW, Duration.ofDays(1)));
    }

    private void tryAgainLater() {
        clock.move(Duration.ofMinutes(10));
        delivery.deliverAll();
    }

    @Test
    void deliversTheOthersWhenOneIsRefused() {
        put(1, "refused@example.org");
        put(2, "lin@example.org");
        put(3, "kai@example.org");

        delivery.wake();

        await().until(() -> waiting.mails.size() == 1);
        assertThat(postOffice.taken).containsExactly("lin@example.org", "kai@example.org");
        assertThat(meters.counter("guildhall.mail.refused").count()).isEqualTo(1);
    }

    /** Else a stranger's refused addresses would take up the one who delivers, for a day each. */
    @Test
    void dropsWhatIsRefusedForGoodTimeAndAgain() {
        put(1, "refused@example.org");

        for (int tries = 1; tries < MailDelivery.MOST_REFUSALS; tries++) {
            tryAgainLater();
        }
        assertThat(waiting.mails).hasSize(1);
        tryAgainLater();

        assertThat(waiting.mails).isEmpty();
        assertThat(postOffice.refusals).hasValue(MailDelivery.MOST_REFUSALS);
        assertThat(meters.counter("guildhall.mail.dropped", "cause", "refused").count())
                .isEqualTo(1);
    }

    /** Another replica takes what is due while this one waits for its mail server. */
    @Test
    void aSlowMailServerMakesNoMailLeaveTwice() {
        for (int id = 1; id <= 10; id++) {
            put(id, id + "@example.org");
        }
        List<String> elsewhere = new CopyOnWriteArrayList<>();
        postOffice.meanwhile =
                () -> {
                    clock.move(Duration.ofSeconds(50));
                    waiting.mails.values().stream()
                            .filter(mail -> mail.isDue(clock.instant()) && mail.attempts() > 0)
                            .forEach(mail -> elsewhere.add("mail " + mail.mailId()));
                };

        delivery.deliverAll();

        assertThat(postOffice.taken).hasSize(10);
        assertThat(elsewhere).isEmpty();
    }

    @Test
    void keepsWhatMayBeTakenLater() {
        put(1, "full@example.org");

        for (int tries = 1; tries <= MailDelivery.MOST_REFUSALS + 1; tries++) {
            tryAgainLater();
        }

        assertThat(waiting.mails).hasSize(1);
        assertThat(postOffice.refusals).hasValue(MailDelivery.MOST_REFUSALS + 1);
    }
}
