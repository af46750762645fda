package io.guildhall.task.evidence.store;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.task.evidence.FileProperties;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Room for pictures while they are decoded, which takes eight bytes for each pixel of files that may be tiny. All of them
 * together get as much as the largest one may have: without a bound, a few at once would fill the memory.
 */
@Component
class Canvas {
    /** Less than the gateway waits for an answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final int UNIT = 1_000;

    private final Semaphore room;

    Canvas(FileProperties properties) {
        this.room = new Semaphore(units(properties.mostPixels()), true);
    }

    private static int units(long pixels) {
        return Math.toIntExact(pixels / UNIT + 1);
    }

    /**
     * Does something that takes room.
     *
     * @param pixels at most as many as a picture may have
     * @throws ProblemException {@code temporarily-unavailable} when others leave none for too long
     */
    <T> T with(long pixels, Supplier<T> work) {
        int wanted = units(pixels);
        try {
            if (!room.tryAcquire(wanted, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        try {
            return work.get();
        } finally {
            room.release(wanted);
        }
    }

    private static ProblemException busy() {
        return new ProblemException(
                ProblemKind.UNAVAILABLE,
                "temporarily-unavailable",
                "Too many pictures are being looked at now; try again soon.");
    }
}
