package io.guildhall.user.session;

import java.time.Clock;
import java.time.Duration;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes sessions that ran out long ago, and rotates the signing keys. */
@Component
class SessionHousekeeping {
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private final SessionBook book;
    private final SigningKeys keys;
    private final Clock clock;

    SessionHousekeeping(SessionBook book, SigningKeys keys, Clock clock) {
        this.book = book;
        this.keys = keys;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    @SchedulerLock(name = "session-housekeeping", lockAtMostFor = "PT5M")
    void forgetExpired() {
        book.forgetExpired(clock.instant().minus(REMEMBERED));
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
    @SchedulerLock(name = "signing-key-rotation", lockAtMostFor = "PT5M", lockAtLeastFor = "PT1M")
    void rotateKeys() {
        keys.rotate();
    }
}
