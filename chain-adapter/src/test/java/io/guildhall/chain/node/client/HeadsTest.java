package io.guildhall.chain.node.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeadsTest {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Endpoint one = new Endpoint(URI.create("http://127.0.0.1:1"));
    private final Endpoint other = new Endpoint(URI.create("http://127.0.0.1:2"));
    private final Heads heads = new Heads();

    @Test
    void oneThatIsBehindAndDoesNotMoveStandsStill() {
        heads.endLook(Map.of(one, 10L, other, 10L));

        assertThat(heads.endLook(Map.of(one, 10L, other, 14L))).containsExactly(one);
    }

    @Test
    void oneThatIsBehindAndMovesIsCatchingUp() {
        heads.endLook(Map.of(one, 10L, other, 1_000L));

        assertThat(heads.endLook(Map.of(one, 11L, other, 1_001L))).isEmpty();
    }

    @Test
    void blocksThatOthersHaveJustHeardOfAreNotHeldAgainstIt() {
        heads.endLook(Map.of(one, 10L, other, 10L));

        assertThat(heads.endLook(Map.of(one, 10L, other, 13L))).isEmpty();
    }

    @Test
    void aChainThatRestsIsNobodysFault() {
        heads.endLook(Map.of(one, 10L, other, 10L));

        assertThat(heads.endLook(Map.of(one, 10L, other, 10L))).isEmpty();
    }

    @Test
    void oneLooksAtATimeAndThenNobodyForAWhile() {
        Instant later = Instant.EPOCH.plus(PAUSE);
        Instant muchLater = later.plus(PAUSE);
        assertThat(heads.beginLook(Instant.EPOCH, PAUSE)).isFalse();
        assertThat(heads.beginLook(later.minusMillis(1), PAUSE)).isFalse();

        assertThat(heads.beginLook(later, PAUSE)).isTrue();
        assertThat(heads.beginLook(muchLater, PAUSE)).isFalse();
        heads.endLook(Map.of());

        assertThat(heads.beginLook(muchLater.minusMillis(1), PAUSE)).isFalse();
        assertThat(heads.beginLook(muchLater, PAUSE)).isTrue();
    }
}
