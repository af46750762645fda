package io.guildhall.localstack.launcher;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;

/** Tells a person what is done, and how long each step took. Steps may run at the same time. */
final class Progress {
    private static final double NANOS = 1e9;

    private final PrintStream out;
    private final LongSupplier nanos;
    private final long begin;
    private volatile boolean hushed;

    Progress(PrintStream out, LongSupplier nanos) {
        this.out = out;
        this.nanos = nanos;
        this.begin = nanos.getAsLong();
    }

    /** Does a step and tells its time, also when it fails. */
    <T> T step(String name, Callable<T> work) throws Exception {
        long start = nanos.getAsLong();
        boolean done = false;
        try {
            T result = work.call();
            done = true;
            return result;
        } finally {
            line(done ? "ok" : "FAILED", name, nanos.getAsLong() - start);
        }
    }

    /** The same for a step without a result. */
    void step(String name, Runnable work) throws Exception {
        step(
                name,
                () -> {
                    work.run();
                    return true;
                });
    }

    /** From now on steps are not told: what is interrupted by the end has not failed. */
    void hush() {
        hushed = true;
    }

    void say(String text) {
        synchronized (out) {
            out.println(text);
            out.flush();
        }
    }

    /** Seconds since the beginning, for the last line. */
    String elapsed() {
        return seconds(nanos.getAsLong() - begin);
    }

    private void line(String state, String name, long duration) {
        if (!hushed) {
            say("  %-6s %-44s %8s".formatted(state, name, seconds(duration)));
        }
    }

    private static String seconds(long duration) {
        return String.format(Locale.ROOT, "%.1f s", duration / NANOS);
    }
}
