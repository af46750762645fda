package io.guildhall.task.candidate.web;

import io.guildhall.defaults.idempotency.Idempotent;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.defaults.security.Permission;
import io.guildhall.defaults.security.RequiresPermission;
import io.guildhall.task.candidate.CandidateRows.Candidature;
import io.guildhall.task.candidate.Candidates;
import io.guildhall.task.market.Cursor;
import io.guildhall.task.player.PlayerView;
import io.guildhall.task.player.Players;
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

/** Players ask for a task; its publisher chooses one of them. */
@RestController
@RequestMapping("/api/v1/tasks/{id}/candidates")
class CandidateController {
    private final Candidates candidates;
    private final Players players;

    CandidateController(Candidates candidates, Players players) {
        this.candidates = candidates;
        this.players = players;
    }

    /** Why it should be them. */
    record NewCandidature(@NotBlank @Size(max = 1000) String message) {}

    /** Somebody who asks. */
    record Candidate(PlayerView player, String message, Instant at, boolean accepted) {}

    /** In the order in which they asked. */
    record CandidatePage(List<Candidate> items, @Nullable String nextCursor) {}

    @PostMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RequiresPermission(Permission.CLAIM_TASK)
    @Idempotent
    void askForTask(
            CurrentUser user, @PathVariable long id, @RequestBody @Valid NewCandidature asked) {
        candidates.ask(user, id, asked.message().strip());
    }

    @GetMapping
    @RequiresPermission(Permission.PUBLISH_TASK)
    CandidatePage listCandidates(
            CurrentUser user,
            @PathVariable long id,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable @Size(max = 200) String cursor) {
        List<Candidature> found = candidates.of(user, id, Cursor.parse(cursor), limit + 1);
        boolean more = found.size() > limit;
        List<Candidature> page = more ? found.subList(0, limit) : found;
        Map<Long, PlayerView> people =
                players.views(page.stream().map(Candidature::userId).toList());
        Candidature last = page.isEmpty() ? null : page.getLast();
        return new CandidatePage(
                page.stream()
                        .map(
                                it ->
                                        new Candidate(
                                                Objects.requireNonNull(people.get(it.userId())),
                                                it.message(),
                                                it.createdAt(),
                                                it.acceptedAt() != null))
                        .toList(),
                more && last != null
                        ? new Cursor(last.createdAt().toString(), last.userId()).text()
                        : null);
    }

    @PostMapping("/{userId}/acceptance")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RequiresPermission(Permission.PUBLISH_TASK)
    @Idempotent
    void acceptCandidate(CurrentUser user, @PathVariable long id, @PathVariable long userId) {
        candidates.accept(user, id, userId);
    }
}
