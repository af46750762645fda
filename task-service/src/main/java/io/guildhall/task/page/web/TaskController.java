package io.guildhall.task.page.web;

import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.defaults.security.PublicAccess;
import io.guildhall.task.page.Receipt;
import io.guildhall.task.page.TaskPages;
import io.guildhall.task.page.TaskTimelines;
import io.guildhall.task.page.TaskView;
import io.guildhall.task.page.TimelinePage;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The page of a task. */
@RestController
@RequestMapping("/api/v1/tasks/{id}")
@PublicAccess
class TaskController {
    private final TaskPages pages;
    private final TaskTimelines timelines;
    private final TimelineStreams streams;

    TaskController(TaskPages pages, TaskTimelines timelines, TimelineStreams streams) {
        this.pages = pages;
        this.timelines = timelines;
        this.streams = streams;
    }

    @GetMapping
    TaskView getTask(@Nullable CurrentUser user, @PathVariable long id) {
        return pages.read(id, user);
    }

    @GetMapping("/timeline")
    TimelinePage getTaskTimeline(
            @Nullable CurrentUser user,
            @PathVariable long id,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable Long cursor) {
        return timelines.before(id, user, cursor, limit);
    }

    @GetMapping("/receipt")
    Receipt getTaskReceipt(@Nullable CurrentUser user, @PathVariable long id) {
        return pages.receipt(id, user);
    }

    /** The timeline as it grows: each event is an entry, resumable by the id of the last one seen. */
    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter streamTaskTimeline(
            @Nullable CurrentUser user,
            @PathVariable long id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long last,
            @RequestParam(required = false) @Nullable Long after) {
        long position = last != null ? last : after != null ? after : 0;
        return streams.open(id, user, position);
    }
}
