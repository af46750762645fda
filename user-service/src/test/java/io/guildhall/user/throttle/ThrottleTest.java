package io.guildhall.user.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ThrottleTest {
    private static final String KEY = "lin@example.org";

    private final PlayedBuckets shared = new PlayedBuckets();
    private final Throttle throttle =
            new Throttle(
                    new ThrottleProperties(Map.of()),
                    shared,
                    new LocalBuckets(),
                    new SimpleMeterRegistry());

    /** Shared counts whose server the test takes away. */
    private static final class PlayedBuckets implements SharedBuckets {
        private final LocalBuckets counts = new LocalBuckets();
        private final Map<String, Integer> asked = new HashMap<>();
        private boolean away;
        private int rests;

        @Override
        public boolean isReachable() {
            return rests == 0;
        }

        @Override
        public void rest() {
            rests++;
        }

        @Override
        public Bucket bucket(String name, BucketConfiguration limit) {
            asked.merge(name, 1, Integer::sum);
            if (away) {
                throw new IllegalStateException("away");
            }
            return counts.bucket(name, limit);
        }
    }

    private int triesUntilRefused(Throttled what, String key) {
        for (int tries = 0; ; tries++) {
            try {
                throttle.require(what, key);
            } catch (ProblemException refused) {
                assertThat(refused.code()).isEqualTo("too-many-attempts");
                return tries;
            }
        }
    }

    /** A change of these figures is a decision, not a slip. */
    @ParameterizedTest
    @CsvSource({
        "LOGIN,10,15m",
        "LOGIN_DEVICE,10,15m",
        "LOGIN_IDENTIFIER,100,60m",
        "LOGIN_ADDRESS,300,15m",
        "SECOND_FACTOR,10,15m",
        "REAUTHENTICATION,10,15m",
        "REGISTRATION,30,60m",
        "USERNAME_CHECK,120,1m",
        "RECOVERY,5,60m",
        "RECOVERY_ADDRESS,30,60m",
        "MAILED_TOKEN,60,15m",
        "PHONE_CODE,5,60m",
        "PHONE_CODE_ADDRESS,20,60m",
        "VERIFICATION_MAIL,5,60m",
        "VERIFICATION_ADDRESS,10,60m",
        "REFRESH,600,15m",
        "WALLET_CHALLENGE,60,15m",
        "WALLET_LOGIN,60,15m",
        "BOOTSTRAP,10,60m"
    })
    void allowsAsMuchAsIsUsual(Throttled what, int times, String within) {
        Duration time = Duration.parse("PT" + within);

        assertThat(what.usual()).isEqualTo(new Throttled.Limit(times, time));
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatWasTriedAsOftenAsIsAllowed(Throttled what) {
        int tries = triesUntilRefused(what, KEY);

        // A bucket fills while it is emptied.
        assertThat(tries).isBetween(what.usual().times(), what.usual().times() + 3);
        throttle.require(what, "somebody else");
    }

    @Test
    void saysHowLongToWait() {
        triesUntilRefused(Throttled.BOOTSTRAP, KEY);

        assertThatThrownBy(() -> throttle.require(Throttled.BOOTSTRAP, KEY))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> {
                            assertThat(refused.kind()).isEqualTo(ProblemKind.TOO_MANY_REQUESTS);
                            assertThat((Integer) refused.properties().get("retryAfter"))
                                    .isBetween(1, 361);
                        });
    }

    @Test
    void countsNoTryThatWasForgiven() {
        for (int i = 0; i < 50; i++) {
            throttle.require(Throttled.BOOTSTRAP, KEY);
            throttle.forgive(Throttled.BOOTSTRAP, KEY);
        }

        assertThat(triesUntilRefused(Throttled.BOOTSTRAP, KEY)).isEqualTo(10);
    }

    @Test
    void countsAloneWhileTheOthersCannotBeAsked() {
        shared.away = true;

        assertThat(triesUntilRefused(Throttled.BOOTSTRAP, KEY)).isEqualTo(10);

        assertThat(shared.rests).isEqualTo(1);
        assertThat(shared.asked.values()).containsExactly(1);
    }

    @Test
    void writesNoKeyDownAsItIs() {
        throttle.require(Throttled.LOGIN, KEY);
        throttle.require(Throttled.RECOVERY, KEY);

        List<String> names = new ArrayList<>(shared.asked.keySet());
        assertThat(names).hasSize(2).noneMatch(name -> name.contains(KEY));
    }
}
