package io.guildhall.user.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.defaults.testing.MovingClock;
import io.guildhall.user.secret.SecretBoxFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

/** Keys over time: published before they sign, and for as long as a token is left that they signed. */
class SigningKeysTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration ACCESS_TOKEN = Duration.ofMinutes(15);
    private static final Duration ROTATION = Duration.ofDays(30);
    private static final Duration LEAD = Duration.ofHours(1);
    private static final Duration TICK = Duration.ofMillis(1);

    private final MovingClock clock = new MovingClock(START);
    private final InMemoryKeys stored = new InMemoryKeys();
    private final SigningKeys keys = replica();

    private SigningKeys replica() {
        return new SigningKeys(
                stored,
                SecretBoxFixture.box(),
                new SessionProperties(
                        ACCESS_TOKEN,
                        Duration.ofHours(24),
                        Duration.ofDays(30),
                        Duration.ofDays(90),
                        Duration.ofSeconds(10),
                        ROTATION,
                        LEAD),
                TransactionOperations.withoutTransaction(),
                clock);
    }

    private static final class InMemoryKeys implements SigningKeyRepository {
        private final List<SigningKey> keys = new ArrayList<>();
        private int reads;

        @Override
        public SigningKey save(SigningKey key) {
            keys.add(key);
            return key;
        }

        @Override
        public List<SigningKey> findAll() {
            reads++;
            return List.copyOf(keys);
        }

        @Override
        public int deleteUnpublished(Instant now) {
            int before = keys.size();
            keys.removeIf(
                    key ->
                            key.publishedUntil() != null
                                    && Objects.requireNonNull(key.publishedUntil()).isBefore(now));
            return before - keys.size();
        }
    }

    private List<String> published() {
        return keys.published().stream().map(SigningKeys.Verifier::keyId).toList();
    }

    @Test
    void keepsItsKeyUntilItsTimeHasCome() {
        String first = keys.current().keyId();
        clock.move(ROTATION.minus(TICK));

        keys.rotate();

        assertThat(published()).containsExactly(first);
    }

    @Test
    void publishesTheNextKeyBeforeItSigns() {
        String first = keys.current().keyId();
        clock.move(ROTATION);

        keys.rotate();

        assertThat(published()).hasSize(2).contains(first);
        clock.move(LEAD.minus(TICK));
        assertThat(keys.current().keyId()).isEqualTo(first);
        clock.move(TICK);
        assertThat(keys.current().keyId()).isNotEqualTo(first);
    }

    @Test
    void publishesAnOldKeyUntilItsLastTokenHasRunOutAndForgetsItThen() {
        String first = keys.current().keyId();
        clock.move(ROTATION);
        keys.rotate();
        clock.move(LEAD);
        String second = keys.current().keyId();
        Duration skewOfVerifiers = Duration.ofSeconds(30);

        clock.move(ACCESS_TOKEN.plus(skewOfVerifiers));
        assertThat(published()).contains(first, second);
        clock.move(Duration.ofMinutes(5));
        assertThat(published()).containsExactly(second);

        keys.rotate();
        assertThat(stored.findAll()).extracting(SigningKey::keyId).containsExactly(second);
    }

    @Test
    void publishesSoonWhatAnotherReplicaHasMade() {
        String first = keys.current().keyId();
        clock.move(ROTATION);
        replica().rotate();

        assertThat(published()).hasSize(2).contains(first);
    }

    @Test
    void signsWithWhatAnotherReplicaHasMadeOnceItsTimeHasCome() {
        SigningKeys other = replica();
        String first = keys.current().keyId();
        clock.move(ROTATION);
        assertThat(keys.current().keyId()).isEqualTo(first);
        other.rotate();

        clock.move(LEAD);

        assertThat(keys.current().keyId()).isEqualTo(other.current().keyId()).isNotEqualTo(first);
    }

    @Test
    void readsItsKeysOnceASecondThoughAllTheWorldAsks() {
        keys.current();
        clock.move(Duration.ofSeconds(2));
        keys.publishedAnew();
        int before = stored.reads;

        for (int i = 0; i < 100; i++) {
            assertThat(keys.publishedAnew()).hasSize(1);
        }
        assertThat(stored.reads).isEqualTo(before);

        clock.move(Duration.ofSeconds(1));
        keys.publishedAnew();
        assertThat(stored.reads).isEqualTo(before + 1);
    }

    @Test
    void anotherReplicaSignsWithTheSameKey() {
        String first = keys.current().keyId();

        assertThat(replica().current().keyId()).isEqualTo(first);
        assertThat(stored.findAll()).hasSize(1);
    }
}
