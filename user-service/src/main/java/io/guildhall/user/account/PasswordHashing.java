package io.guildhall.user.account;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Argon2id with the parameters that OWASP asks for: 19 MiB, two passes, one lane. Only a few run at once and
 * a few more wait, so that a flood of logins can exhaust neither memory nor threads.
 */
@Component
class PasswordHashing {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int RETRY_SECONDS = 5;

    private final Argon2PasswordEncoder encoder =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
    private final HashingProperties limits;
    private final Semaphore running;
    private final Semaphore waiting;
    private final Timer timer;

    /** Verified against when nobody has the identifier, so that it takes as long. */
    private final String nobodysHash;

    PasswordHashing(HashingProperties limits, MeterRegistry meters) {
        this.limits = limits;
        this.running = new Semaphore(limits.concurrent());
        this.waiting = new Semaphore(limits.concurrent() + limits.queue());
        this.timer = meters.timer("guildhall.password.hash");
        this.nobodysHash = String.valueOf(encoder.encode("nobody"));
    }

    String hash(String password) {
        return bounded(() -> String.valueOf(encoder.encode(password)));
    }

    /** Whether it is the password of this hash; takes as long when there is none. */
    boolean matches(String password, @Nullable String hash) {
        boolean matches =
                bounded(() -> encoder.matches(password, hash == null ? nobodysHash : hash));
        return hash != null && matches;
    }

    /** Whether the hash was made with weaker parameters than today's. */
    boolean isOutdated(String hash) {
        return encoder.upgradeEncoding(hash);
    }

    private <T> T bounded(Supplier<T> work) {
        if (!waiting.tryAcquire()) {
            throw busy();
        }
        try {
            if (!running.tryAcquire(limits.patience().toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy();
            }
            try {
                return timer.record(work);
            } finally {
                running.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        } finally {
            waiting.release();
        }
    }

    private static ProblemException busy() {
        return new ProblemException(
                        ProblemKind.UNAVAILABLE,
                        "too-busy",
                        "Too many passwords are being checked, expected another try in a moment.")
                .with("retryAfter", RETRY_SECONDS);
    }
}
