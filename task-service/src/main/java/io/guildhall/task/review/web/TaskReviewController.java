package io.guildhall.task.review.web;

import io.guildhall.defaults.idempotency.Idempotent;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.defaults.security.Permission;
import io.guildhall.defaults.security.RequiresPermission;
import io.guildhall.task.escrow.EscrowProperties;
import io.guildhall.task.escrow.Token;
import io.guildhall.task.market.Cursor;
import io.guildhall.task.player.PlayerView;
import io.guildhall.task.player.Players;
import io.guildhall.task.review.Application;
import io.guildhall.task.review.Reviews;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Admins check tasks before they are funded. */
@RestController
@RequestMapping("/api/v1/task-reviews")
@RequiresPermission(Permission.MANAGE_SYSTEM)
class TaskReviewController {
    private final Reviews reviews;
    private final Players players;
    private final EscrowProperties properties;

    TaskReviewController(Reviews reviews, Players players, EscrowProperties properties) {
        this.reviews = reviews;
        this.players = players;
        this.properties = properties;
    }

    /** A task that waits for its check. */
    record TaskReview(
            long id,
            String name,
            String excerpt,
            PlayerView publisher,
            String reward,
            @Nullable Token token,
            Instant claimDeadline,
            Instant appliedAt) {}

    /** Tasks that wait, longest first. */
    record TaskReviewPage(List<TaskReview> items, @Nullable String nextCursor) {}

    /** Why a task is sent back; its publisher reads it. */
    record Refusal(@NotBlank @Size(max = 500) String reason) {}

    @GetMapping
    TaskReviewPage listTaskReviews(
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable @Size(max = 200) String cursor) {
        List<Application> found = reviews.waiting(Cursor.parse(cursor), limit + 1);
        boolean more = found.size() > limit;
        List<Application> page = more ? found.subList(0, limit) : found;
        Map<Long, PlayerView> people =
                players.views(page.stream().map(Application::publisherId).distinct().toList());
        Application last = page.isEmpty() ? null : page.getLast();
        return new TaskReviewPage(
                page.stream().map(application -> review(application, people)).toList(),
                more && last != null
                        ? new Cursor(last.appliedAt().toString(), last.taskId()).text()
                        : null);
    }

    private TaskReview review(Application application, Map<Long, PlayerView> people) {
        return new TaskReview(
                application.taskId(),
                application.brief().name(),
                application.excerpt(),
                Objects.requireNonNull(people.get(application.publisherId())),
                String.valueOf(application.brief().reward()),
                properties.token(application.brief().token()).orElse(null),
                Objects.requireNonNull(application.brief().claimDeadline()),
                application.appliedAt());
    }

    @PostMapping("/{id}/approval")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Idempotent
    void approveTask(CurrentUser admin, @PathVariable long id) {
        reviews.accept(admin, id);
    }

    @PostMapping("/{id}/refusal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Idempotent
    void refuseTask(CurrentUser admin, @PathVariable long id, @RequestBody @Valid Refusal refusal) {
        reviews.refuse(admin, id, refusal.reason().strip());
    }
}
