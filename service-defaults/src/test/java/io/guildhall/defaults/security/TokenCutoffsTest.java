package io.guildhall.defaults.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.guildhall.defaults.testing.MovingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

class TokenCutoffsTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final long LATER = NOON.plus(Duration.ofMinutes(16)).toEpochMilli();

    private final MovingClock clock = new MovingClock(NOON);
    private final NavigableMap<Long, String> written = new TreeMap<>();
    private final List<Long> asked = new ArrayList<>();
    private boolean away;
    private final TokenCutoffs cutoffs =
            new TokenCutoffs(this::writtenSince, Duration.ofHours(1), clock);

    private List<String> writtenSince(long score) {
        if (away) {
            throw new IllegalStateException("away");
        }
        asked.add(score);
        return List.copyOf(written.tailMap(score, true).values());
    }

    private void write(String member) {
        written.put(clock.millis(), member);
    }

    private static Jwt token(Consumer<Jwt.Builder> change) {
        Jwt.Builder token =
                Jwt.withTokenValue("t")
                        .header("kid", "key-1")
                        .subject("42")
                        .claim("sid", "7")
                        .issuedAt(NOON)
                        .claim("asof", NOON.toEpochMilli());
        change.accept(token);
        return token.build();
    }

    private static Jwt token() {
        return token(_ -> {});
    }

    @AfterEach
    void stop() {
        cutoffs.stop();
    }

    @Test
    void letsPassWhatNobodyCutOff() {
        write("session 8 " + LATER);
        write("user 43 " + LATER + ' ' + LATER);

        cutoffs.read();

        assertThat(cutoffs.passing(token()).getSubject()).isEqualTo("42");
    }

    @Test
    void refusesTokensOfASessionThatHasEnded() {
        write("session 7 " + LATER);

        cutoffs.read();

        assertThatThrownBy(() -> cutoffs.passing(token()))
                .isInstanceOf(BadJwtException.class)
                .hasMessageContaining("session");
    }

    @Test
    void refusesAUsersTokensUpToTheMillisecondOfTheChange() {
        write("user 42 " + NOON.toEpochMilli() + ' ' + LATER);

        cutoffs.read();

        assertThatThrownBy(() -> cutoffs.passing(token())).isInstanceOf(BadJwtException.class);
        Jwt next = token(t -> t.claim("asof", NOON.toEpochMilli() + 1));
        assertThat(cutoffs.passing(next)).isSameAs(next);
    }

    @Test
    void takesATokenWithoutTheExactTimeForAsOldAsItsSecond() {
        write("user 42 " + NOON.plusMillis(300).toEpochMilli() + ' ' + LATER);
        cutoffs.read();

        Jwt sameSecond = token(t -> t.claims(claims -> claims.remove("asof")));

        assertThatThrownBy(() -> cutoffs.passing(sameSecond)).isInstanceOf(BadJwtException.class);
    }

    @Test
    void keepsTheLatestOfAUsersCutoffs() {
        write("user 42 " + NOON.toEpochMilli() + ' ' + LATER);
        cutoffs.read();
        clock.move(Duration.ofSeconds(1));
        write("user 42 " + NOON.minusSeconds(5).toEpochMilli() + ' ' + LATER);

        cutoffs.read();

        assertThatThrownBy(() -> cutoffs.passing(token())).isInstanceOf(BadJwtException.class);
    }

    @Test
    void knowsAllAgainWhenItStarts() {
        write("session 7 " + LATER);
        clock.move(Duration.ofMinutes(10));

        cutoffs.start();

        assertThatThrownBy(() -> cutoffs.passing(token())).isInstanceOf(BadJwtException.class);
    }

    @Test
    void asksOnlyForWhatIsNew() {
        cutoffs.read();
        clock.move(Duration.ofSeconds(1));
        cutoffs.read();

        assertThat(asked).containsExactly(0L, NOON.minus(Duration.ofSeconds(30)).toEpochMilli());
    }

    @Test
    void learnsAfterAnOutageWhatWasWrittenMeanwhile() {
        cutoffs.read();
        away = true;
        clock.move(Duration.ofMinutes(5));
        write("session 7 " + LATER);
        cutoffs.read();
        assertThat(cutoffs.passing(token())).isNotNull();
        clock.move(Duration.ofMinutes(2));
        away = false;

        cutoffs.read();

        assertThatThrownBy(() -> cutoffs.passing(token())).isInstanceOf(BadJwtException.class);
    }

    @Test
    void readsOnAfterAnError() {
        AtomicInteger reads = new AtomicInteger();
        TokenCutoffs broken =
                new TokenCutoffs(
                        _ -> {
                            if (reads.incrementAndGet() == 2) {
                                throw new NoClassDefFoundError("played");
                            }
                            return List.of();
                        },
                        Duration.ofMillis(5),
                        clock);

        broken.start();

        try {
            await().until(() -> reads.get() > 3);
        } finally {
            broken.stop();
        }
    }

    @Test
    void forgetsWhatNoTokenIsLeftFor() {
        write("session 7 " + NOON.plusSeconds(10).toEpochMilli());
        cutoffs.read();
        written.clear();
        clock.move(Duration.ofSeconds(11));

        cutoffs.read();

        assertThat(cutoffs.passing(token())).isNotNull();
    }

    @Test
    void forgetsACutoffOfAUserOnceNoTokenIsLeftForIt() {
        write("user 42 " + NOON.toEpochMilli() + ' ' + NOON.plusSeconds(10).toEpochMilli());
        cutoffs.read();
        written.clear();

        clock.move(Duration.ofSeconds(11));
        cutoffs.read();

        assertThat(cutoffs.passing(token())).isNotNull();
    }

    @Test
    void takesATokenWithoutAnyTimeForOld() {
        write("user 42 " + NOON.toEpochMilli() + ' ' + LATER);
        cutoffs.read();
        Jwt timeless =
                token(
                        t ->
                                t.claims(
                                        claims -> {
                                            claims.remove("asof");
                                            claims.remove("iat");
                                        }));

        assertThatThrownBy(() -> cutoffs.passing(timeless)).isInstanceOf(BadJwtException.class);
    }

    @Test
    void readsAgainAndAgainByItself() {
        AtomicInteger reads = new AtomicInteger();
        TokenCutoffs quick =
                new TokenCutoffs(
                        _ -> {
                            reads.incrementAndGet();
                            return List.of();
                        },
                        Duration.ofMillis(5),
                        clock);

        quick.start();
        try {
            await().until(() -> reads.get() >= 3);
        } finally {
            quick.stop();
        }
        assertThat(quick.isRunning()).isFalse();
    }

    @Test
    void hasReadBeforeTheDoorsOpen() {
        assertThat(cutoffs.getPhase())
                .isLessThan(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE);
    }

    @Test
    void passesOverWhatItCannotRead() {
        write("session 7 soon");
        clock.move(Duration.ofMillis(1));
        write("nothing of ours");
        clock.move(Duration.ofMillis(1));
        write("session 9 " + LATER);

        cutoffs.read();

        assertThat(cutoffs.passing(token())).isNotNull();
        assertThatThrownBy(() -> cutoffs.passing(token(t -> t.claim("sid", "9"))))
                .isInstanceOf(BadJwtException.class);
    }
}
