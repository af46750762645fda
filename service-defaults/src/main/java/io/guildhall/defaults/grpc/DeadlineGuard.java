package io.guildhall.defaults.grpc;

import io.grpc.Context;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Stops the work of a call that nobody waits for any more: past its deadline, or cancelled by its caller. It
 * is interrupted, which also ends a query that the database would otherwise run on; its transaction is
 * rolled back.
 */
final class DeadlineGuard {
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Thread worker;

    void run(Runnable work) {
        Context call = Context.current();
        if (call.isCancelled()) {
            return; // waited too long before it could start
        }
        worker = Thread.currentThread();
        Context.CancellationListener stop = _ -> stop();
        call.addListener(stop, Runnable::run);
        try {
            work.run();
        } finally {
            call.removeListener(stop);
            finish();
        }
    }

    private void stop() {
        lock.lock();
        try {
            Thread running = worker;
            if (running != null) {
                running.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    /** After this no interrupt can come, and one that came too late is taken back. */
    private void finish() {
        lock.lock();
        try {
            worker = null;
            Thread.interrupted();
        } finally {
            lock.unlock();
        }
    }
}
