package io.guildhall.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.task.testing.TaskServiceTest;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.TaskScheduler;

@TaskServiceTest
class ScheduleIT {
    @Autowired private TaskScheduler scheduler;

    @Test
    void workThatTakesLongKeepsNoOtherWaiting() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch other = new CountDownLatch(1);
        ScheduledFuture<?> slow =
                scheduler.scheduleWithFixedDelay(
                        () -> {
                            begun.countDown();
                            await(other);
                        },
                        Duration.ofHours(1));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

        ScheduledFuture<?> quick =
                scheduler.scheduleWithFixedDelay(other::countDown, Duration.ofHours(1));

        try {
            assertThat(other.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            slow.cancel(true);
            quick.cancel(true);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
