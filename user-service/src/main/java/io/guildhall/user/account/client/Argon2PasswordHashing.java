package io.guildhall.user.account.client;

import de.mkammerer.argon2.Argon2;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.user.account.PasswordHashing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.PreDestroy;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Argon2id with the parameters that OWASP asks for: 19 MiB, two passes, one lane. By the reference
 * implementation, outside the heap: in Java each hash is 19 MiB of garbage. Only a few run at once, on threads
 * of their own since they would hold up the virtual ones, and a few more wait, so that a flood of logins can
 * exhaust neither memory nor threads.
 */
@Component
class Argon2PasswordHashing implements PasswordHashing {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int RETRY_SECONDS = 5;

    private final Argon2 argon2 =
            Argon2Factory.create(Argon2Types.ARGON2id, SALT_BYTES, HASH_BYTES);
    private final HashingProperties limits;
    private final ThreadPoolExecutor threads;
    private final Timer timer;

    /** Verified against when nobody has the identifier, so that it takes as long. */
    private final String nobodysHash;

    Argon2PasswordHashing(HashingProperties limits, MeterRegistry meters) {
        this.limits = limits;
        this.threads =
                new ThreadPoolExecutor(
                        limits.concurrent(),
                        limits.concurrent(),
                        1,
                        TimeUnit.MINUTES,
                        limits.queue() == 0
                                ? new SynchronousQueue<>()
                                : new ArrayBlockingQueue<>(limits.queue()),
                        Thread.ofPlatform().name("password-hash-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
        this.timer = meters.timer("guildhall.password.hash");
        this.nobodysHash = hashed("nobody".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String hash(String password) {
        return bounded(password, this::hashed);
    }

    @Override
    public boolean matches(String password, @Nullable String hash) {
        String compared = hash == null ? nobodysHash : hash;
        boolean matches = bounded(password, bytes -> argon2.verify(compared, bytes));
        return hash != null && matches;
    }

    @Override
    public boolean isOutdated(String hash) {
        return argon2.needsRehash(hash, PASSES, MEMORY_KIB, LANES);
    }

    private String hashed(byte[] password) {
        return argon2.hash(PASSES, MEMORY_KIB, LANES, password);
    }

    private <T> T bounded(String password, Function<byte[], T> work) {
        Future<T> result;
        try {
            result = threads.submit(() -> timer.record(() -> wiped(password, work)));
        } catch (RejectedExecutionException e) {
            throw busy();
        }
        try {
            return result.get(limits.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        } catch (TimeoutException e) {
            result.cancel(false);
            throw busy();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a password cannot be hashed", e.getCause());
        }
    }

    private <T> T wiped(String password, Function<byte[], T> work) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        try {
            return work.apply(bytes);
        } finally {
            argon2.wipeArray(bytes);
        }
    }

    @PreDestroy
    void stop() {
        threads.shutdown();
    }

    private static ProblemException busy() {
        return new ProblemException(
                        ProblemKind.UNAVAILABLE,
                        "too-busy",
                        "Too many passwords are being checked, expected another try in a moment.")
                .with("retryAfter", RETRY_SECONDS);
    }
}
