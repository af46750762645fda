package io.guildhall.user.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.user.client.Client;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SessionTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final Client CLIENT = new Client("10.0.0.1", "Firefox");
    private static final Duration IDLE = Duration.ofHours(24);
    private static final Duration REMEMBERED_IDLE = Duration.ofDays(30);
    private static final Duration LONGEST = Duration.ofDays(90);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final SessionProperties TIMES =
            new SessionProperties(
                    Duration.ofMinutes(15),
                    IDLE,
                    REMEMBERED_IDLE,
                    LONGEST,
                    GRACE,
                    Duration.ofDays(30),
                    Duration.ofHours(1));

    private static Session session(boolean remembered) {
        return Session.open(1, 42, LoginMethod.PASSWORD, false, remembered, CLIENT, START, TIMES);
    }

    @Test
    void runsOutWhenNobodyUsesIt() {
        Session session = session(false);

        assertThat(session.isLive(START.plus(IDLE).minusMillis(1))).isTrue();
        assertThat(session.isLive(START.plus(IDLE))).isFalse();
        assertThat(session(true).expiresAt()).isEqualTo(START.plus(REMEMBERED_IDLE));
    }

    @Test
    void livesOnWithEachUseButNotForEver() {
        Session session = session(true);

        for (Instant at = START; at.isBefore(START.plus(LONGEST)); at = at.plus(IDLE)) {
            session.use(CLIENT, at, TIMES);
        }

        assertThat(session.expiresAt()).isEqualTo(START.plus(LONGEST));
    }

    @Test
    void isOverOnceItWasEnded() {
        Session session = session(false);

        session.end(EndReason.REVOKED, START.plusSeconds(1));
        session.end(EndReason.BANNED, START.plusSeconds(2));

        assertThat(session.isLive(START.plusSeconds(3))).isFalse();
        assertThat(session.endReason()).isEqualTo(EndReason.REVOKED);
    }

    @Test
    void keepsAsMuchOfABrowsersNameAsFits() {
        assertThat(new Client("10.0.0.1", "x".repeat(401)).userAgent()).hasSize(400);
    }

    @Test
    void forgivesATokenThatComesTwiceForAMoment() {
        RefreshToken token = new RefreshToken("hash", 1, null, START, START.plus(IDLE));
        assertThat(token.isWithinGrace(START, GRACE)).isFalse();

        token.use(START);

        assertThat(token.isWithinGrace(START.plus(GRACE), GRACE)).isTrue();
        assertThat(token.isWithinGrace(START.plus(GRACE).plusMillis(1), GRACE)).isFalse();
        token.supersede();
        assertThat(token.isWithinGrace(START, GRACE)).isFalse();
    }

    @Test
    void endsWithItsTokensTime() {
        RefreshToken token = new RefreshToken("hash", 1, null, START, START.plus(IDLE));

        assertThat(token.isExpired(START.plus(IDLE).minusMillis(1))).isFalse();
        assertThat(token.isExpired(START.plus(IDLE))).isTrue();
    }
}
