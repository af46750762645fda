package io.guildhall.localstack.demo;

import io.guildhall.localstack.infrastructure.ChainNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Makes the demo tasks as people would: through the public interface, with signatures, on the chain. */
final class DemoTasks {
    /** Beyond the last second of a clock, so that a block is certainly after it. */
    private static final int BEYOND = 30;

    /** At once: the machine has people on it. */
    private static final int AT_ONCE = 3;

    private final DemoDeeds deeds;
    private final ChainNode chain;
    private final DemoProgress progress;
    private final DemoLog log;

    DemoTasks(DemoDeeds deeds, ChainNode chain, DemoProgress progress, DemoLog log) {
        this.deeds = deeds;
        this.chain = chain;
        this.progress = progress;
        this.log = log;
    }

    /**
     * Makes what is missing.
     *
     * @throws DemoFailedException of the first task that failed, when all others have come as far as they can
     */
    void make(List<DemoTask> tasks) {
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            tasks.forEach(task -> all.add(threads.submit(() -> story(task).play())));
        }
        requireSuccess(all);
        letClocksRunOut(tasks.stream().filter(DemoTask::fleeting).map(this::story).toList());
        progress.completeAll();
    }

    private DemoStory story(DemoTask task) {
        return new DemoStory(task, deeds, progress, log);
    }

    private void requireSuccess(List<Future<?>> ended) {
        RuntimeException first = null;
        for (Future<?> one : ended) {
            try {
                one.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            } catch (ExecutionException e) {
                Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
                log.failed(cause);
                if (first == null) {
                    first =
                            cause instanceof RuntimeException known
                                    ? known
                                    : new IllegalStateException(cause);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /** Nobody waits ten minutes for a demonstration: the development chain's time is moved, once. */
    private void letClocksRunOut(List<DemoStory> fleeting) {
        long last =
                fleeting.stream()
                        .filter(story -> !story.hasEnded(story.view()))
                        .map(story -> story.view().path("clockEndsAt").asString())
                        .mapToLong(end -> Instant.parse(end).getEpochSecond())
                        .max()
                        .orElse(0);
        long ahead = last + BEYOND - deeds.now().getEpochSecond();
        if (last > 0 && ahead > 0) {
            log.say("the chain's time goes %d s ahead".formatted(ahead));
            chain.call("evm_increaseTime", ahead);
            chain.call("evm_mine");
        }
        fleeting.forEach(DemoStory::awaitEnd);
    }
}
