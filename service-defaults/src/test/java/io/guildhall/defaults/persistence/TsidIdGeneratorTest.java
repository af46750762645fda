package io.guildhall.defaults.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.tsid.Tsid;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TsidIdGeneratorTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    @Test
    void idsRiseAndArePositive() {
        IdGenerator ids = new TsidIdGenerator(7, Clock.systemUTC());

        long[] made = LongStream.generate(ids::next).limit(10_000).toArray();

        assertThat(made).isSorted().doesNotHaveDuplicates();
        assertThat(made[0]).isPositive();
    }

    @Test
    void idsCarryTheirTime() {
        IdGenerator ids = new TsidIdGenerator(7, Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(Tsid.from(ids.next()).getInstant()).isEqualTo(NOW);
    }

    @Test
    void nodesMakeDifferentIdsInTheSameMillisecond() {
        Clock still = Clock.fixed(NOW, ZoneOffset.UTC);
        IdGenerator one = new TsidIdGenerator(1, still);
        IdGenerator two = new TsidIdGenerator(2, still);

        long[] ofOne = LongStream.generate(one::next).limit(1000).toArray();
        long[] ofTwo = LongStream.generate(two::next).limit(1000).toArray();

        assertThat(ofOne).doesNotContain(ofTwo);
    }
}
