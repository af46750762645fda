package io.guildhall.user.account.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.user.account.PasswordHashing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class Argon2PasswordHashingTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private PasswordHashing hashing(int concurrent, int queue) {
        return new Argon2PasswordHashing(
                new HashingProperties(concurrent, queue, Duration.ofSeconds(30)), meters);
    }

    /** Salt and hash without padding: 16 bytes are 22 characters, 32 are 43. */
    @Test
    void storesTheParametersThatAreAskedFor() {
        assertThat(hashing(1, 1).hash("correct horse"))
                .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[^$]{22}\\$[^$]{43}");
    }

    @Test
    void letsNobodyWaitForLong() {
        PasswordHashing impatient =
                new Argon2PasswordHashing(new HashingProperties(1, 1, Duration.ZERO), meters);

        assertThatThrownBy(() -> impatient.hash("correct horse"))
                .isInstanceOfSatisfying(
                        ProblemException.class, p -> assertThat(p.code()).isEqualTo("too-busy"));
    }

    @Test
    void knowsItsOwnHash() {
        PasswordHashing hashing = hashing(1, 1);
        String hash = hashing.hash("correct horse");

        assertThat(hashing.matches("correct horse", hash)).isTrue();
        assertThat(hashing.matches("wrong horse", hash)).isFalse();
        assertThat(hashing.isOutdated(hash)).isFalse();
    }

    @Test
    void worksAsMuchForNobody() {
        PasswordHashing hashing = hashing(1, 1);

        assertThat(hashing.matches("nobody", null)).isFalse();

        assertThat(meters.timer("guildhall.password.hash").count()).isEqualTo(1);
    }

    @Test
    void wantsWeakerHashesAnew() {
        String weak = "$argon2id$v=19$m=4096,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$AAAA";

        assertThat(hashing(1, 1).isOutdated(weak)).isTrue();
    }

    @Test
    void turnsAFloodAway() throws Exception {
        PasswordHashing hashing = hashing(1, 1);
        int refused = 0;

        try (ExecutorService threads = Executors.newFixedThreadPool(12)) {
            List<Future<String>> calls = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                calls.add(threads.submit(() -> hashing.hash("flood")));
            }
            for (Future<String> call : calls) {
                try {
                    call.get();
                } catch (ExecutionException e) {
                    assertThat(e.getCause())
                            .isInstanceOfSatisfying(
                                    ProblemException.class,
                                    p -> assertThat(p.code()).isEqualTo("too-busy"));
                    refused++;
                }
            }
        }

        assertThat(refused).isPositive();
        assertThat(hashing.hash("after the flood")).isNotEmpty();
    }
}
