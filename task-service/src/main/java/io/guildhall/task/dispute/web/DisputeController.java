package io.guildhall.task.dispute.web;

import io.guildhall.defaults.idempotency.Idempotent;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.defaults.security.Permission;
import io.guildhall.defaults.security.RequiresPermission;
import io.guildhall.task.dispute.Disputes;
import io.guildhall.task.escrow.EscrowProperties;
import io.guildhall.task.escrow.Token;
import io.guildhall.task.market.Cursor;
import io.guildhall.task.market.TaskStatus;
import io.guildhall.task.player.PlayerView;
import io.guildhall.task.player.Players;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
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

/** The arbiter's desk. */
@RestController
@RequestMapping("/api/v1/task-disputes")
@RequiresPermission(Permission.MANAGE_SYSTEM)
class DisputeController {
    private final Disputes disputes;
    private final Players players;
    private final EscrowProperties properties;

    DisputeController(Disputes disputes, Players players, EscrowProperties properties) {
        this.disputes = disputes;
        this.players = players;
        this.properties = properties;
    }

    /**
     * A task that waits for the arbiter.
     *
     * @param deadline last second for a decision; after it the terms' default, or the first ruling, stands
     * @param barred why who asks may not decide it; null where they may
     */
    record TaskDispute(
            long id,
            String name,
            PlayerView publisher,
            @Nullable PlayerView worker,
            String reward,
            @Nullable Token token,
            TaskStatus status,
            Instant deadline,
            Disputes.@Nullable RulingBar barred) {}

    /** Tasks that wait, the nearest deadline first. */
    record TaskDisputePage(List<TaskDispute> items, @Nullable String nextCursor) {}

    /** The arbiter's decision: basis points of the reward for the worker, and why. */
    record NewRuling(
            @NotNull @Min(0) @Max(10_000) Integer share,
            @NotBlank @Size(max = 2000) String reason) {}

    @GetMapping
    TaskDisputePage listTaskDisputes(
            CurrentUser arbiter,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable @Size(max = 200) String cursor) {
        List<Disputes.Case> found = disputes.waiting(arbiter, Cursor.parse(cursor), limit + 1);
        boolean more = found.size() > limit;
        List<Disputes.Case> page = more ? found.subList(0, limit) : found;
        Map<Long, PlayerView> people =
                players.views(
                        page.stream()
                                .flatMap(it -> Stream.of(it.publisherId(), it.workerId()))
                                .filter(Objects::nonNull)
                                .distinct()
                                .toList());
        Disputes.Case last = page.isEmpty() ? null : page.getLast();
        return new TaskDisputePage(
                page.stream().map(it -> dispute(it, people)).toList(),
                more && last != null
                        ? new Cursor(last.deadline().toString(), last.taskId()).text()
                        : null);
    }

    private TaskDispute dispute(Disputes.Case one, Map<Long, PlayerView> people) {
        return new TaskDispute(
                one.taskId(),
                one.name(),
                Objects.requireNonNull(people.get(one.publisherId())),
                one.workerId() == null ? null : people.get(one.workerId()),
                one.reward(),
                properties.token(one.token()).orElse(null),
                one.status(),
                one.deadline(),
                one.barred());
    }

    @PostMapping("/{id}/ruling")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Idempotent
    void ruleOnDispute(
            CurrentUser arbiter, @PathVariable long id, @RequestBody @Valid NewRuling ruling) {
        disputes.rule(arbiter, id, ruling.share(), ruling.reason().strip());
    }
}
