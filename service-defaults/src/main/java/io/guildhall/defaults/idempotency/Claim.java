package io.guildhall.defaults.idempotency;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One attempt at a request: the key, and the token that only this attempt knows. */
final class Claim {
    private static final ThreadLocal<@Nullable Claim> RUNNING = new ThreadLocal<>();

    private final long owner;
    private final String key;
    private final String token = UUID.randomUUID().toString();
    private boolean committed;

    Claim(long owner, String key) {
        this.owner = owner;
        this.key = key;
    }

    long owner() {
        return owner;
    }

    String key() {
        return key;
    }

    String token() {
        return token;
    }

    /** Whether some transaction of this attempt has committed. */
    boolean committed() {
        return committed;
    }

    void commit() {
        committed = true;
    }

    /** The attempt that this thread works on. */
    static @Nullable Claim running() {
        return RUNNING.get();
    }

    void begin() {
        RUNNING.set(this);
    }

    static void end() {
        RUNNING.remove();
    }
}
