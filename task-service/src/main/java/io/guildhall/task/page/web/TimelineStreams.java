package io.guildhall.task.page.web;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.task.page.TaskTimelines;
import io.guildhall.task.page.TimelinePage;
import io.guildhall.task.timeline.TimelineBell;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Pushes timelines to open pages. A ring only says that there is something; what is sent is read from the database after
 * the page's last position, so that order, gaps and lost rings take care of themselves.
 */
@Component
class TimelineStreams {
    private static final int BATCH = 100;

    /** A page opens another stream then, from where this one ended; tokens are checked anew with it. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final TaskTimelines timelines;
    private final Map<Long, Set<Stream>> streams = new ConcurrentHashMap<>();
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();

    TimelineStreams(TaskTimelines timelines, TimelineBell bell, MeterRegistry meters) {
        this.timelines = timelines;
        bell.listen(this::wake);
        Gauge.builder(
                        "guildhall.task.streams",
                        streams,
                        all -> all.values().stream().mapToInt(Set::size).sum())
                .register(meters);
    }

    /** One open page. */
    private final class Stream {
        private final long taskId;
        private final @Nullable CurrentUser reader;
        private final SseEmitter emitter = new SseEmitter(LONGEST.toMillis());
        private final AtomicBoolean woken = new AtomicBoolean();
        private long position;

        Stream(long taskId, @Nullable CurrentUser reader, long position) {
            this.taskId = taskId;
            this.reader = reader;
            this.position = position;
        }

        void wake() {
            // One look that has not begun yet will see everything that is there now.
            if (woken.compareAndSet(false, true)) {
                senders.execute(this::send);
            }
        }

        private synchronized void send() {
            woken.set(false);
            try {
                List<TimelinePage.Entry> news;
                do {
                    news = timelines.after(taskId, reader, position, BATCH);
                    for (TimelinePage.Entry entry : news) {
                        emitter.send(
                                SseEmitter.event()
                                        .id(Long.toString(entry.id()))
                                        .name("timeline")
                                        .data(entry, MediaType.APPLICATION_JSON));
                        position = entry.id();
                    }
                } while (news.size() == BATCH);
            } catch (IOException | IllegalStateException e) {
                // The page is gone; its stream ends by itself.
                emitter.completeWithError(e);
            } catch (ProblemException e) {
                // It is not this reader's to see any more.
                emitter.complete();
            }
        }

        private synchronized void beat() {
            try {
                emitter.send(SseEmitter.event().comment("beat"));
            } catch (IOException | IllegalStateException e) {
                emitter.completeWithError(e);
            }
        }
    }

    /** Opens a stream that goes on after a position. */
    SseEmitter open(long taskId, @Nullable CurrentUser reader, long position) {
        // Refuses before the stream begins.
        List<TimelinePage.Entry> _ = timelines.after(taskId, reader, position, 1);
        Stream stream = new Stream(taskId, reader, position);
        Runnable forget = () -> forget(stream);
        stream.emitter.onCompletion(forget);
        stream.emitter.onTimeout(forget);
        stream.emitter.onError(_ -> forget.run());
        streams.compute(
                taskId,
                (_, open) -> {
                    Set<Stream> all = open == null ? ConcurrentHashMap.newKeySet() : open;
                    all.add(stream);
                    return all;
                });
        // The answer's head leaves with the first line: from here on the page knows that it is
        // told.
        stream.beat();
        stream.wake();
        return stream.emitter;
    }

    private void forget(Stream stream) {
        streams.computeIfPresent(
                stream.taskId,
                (_, open) -> {
                    open.remove(stream);
                    return open.isEmpty() ? null : open;
                });
    }

    private void wake(long taskId) {
        streams.getOrDefault(taskId, Set.of()).forEach(Stream::wake);
    }

    /** Keeps connections open through proxies, and finds pages that have gone. */
    @Scheduled(fixedDelayString = "${guildhall.task.stream-beat:5s}")
    void beat() {
        streams.values().forEach(open -> open.forEach(it -> senders.execute(it::beat)));
    }

    /** The net under lost rings. */
    @Scheduled(fixedDelayString = "${guildhall.task.stream-look:15s}")
    void look() {
        streams.values().forEach(open -> open.forEach(Stream::wake));
    }

    @PreDestroy
    void stop() {
        streams.values().forEach(open -> open.forEach(it -> it.emitter.complete()));
        senders.shutdownNow();
    }
}
