package io.guildhall.task.escrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.grpc.Status;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class EscrowWatchTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final Escrow escrow = mock(Escrow.class);
    private final EscrowWatch watch = new EscrowWatch(escrow, Clock.fixed(NOW, ZoneOffset.UTC));

    private static EscrowFacts facts(Instant headTime) {
        return new EscrowFacts(
                31_337, "0x1", "0x2", null, false, 1, headTime, Limits.OF_THE_CONTRACT);
    }

    @Test
    void adapterThatBreaksIsOutOfReach() {
        when(escrow.facts()).thenReturn(facts(NOW)).thenThrow(Status.INTERNAL.asRuntimeException());
        watch.look();
        assertThat(watch.available()).isTrue();

        watch.look();

        assertThat(watch.available()).isFalse();
        assertThat(watch.known()).isPresent();
    }

    @Test
    void timeIsTheChainsWhereThatRunsAhead() {
        when(escrow.facts()).thenReturn(facts(NOW.plusSeconds(60)));
        assertThat(watch.now()).isEqualTo(NOW);

        watch.look();

        assertThat(watch.now()).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void timeIsOursWhereTheNewestBlockIsOld() {
        when(escrow.facts()).thenReturn(facts(NOW.minusSeconds(60)));

        watch.look();

        assertThat(watch.now()).isEqualTo(NOW);
    }
}
