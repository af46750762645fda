package io.guildhall.task.publishing.web;

import io.guildhall.defaults.idempotency.Idempotent;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.defaults.security.Permission;
import io.guildhall.defaults.security.RequiresPermission;
import io.guildhall.task.escrow.Call;
import io.guildhall.task.escrow.FundingCalls;
import io.guildhall.task.page.TaskPages;
import io.guildhall.task.page.TaskView;
import io.guildhall.task.publishing.Funding;
import io.guildhall.task.publishing.Publishing;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a publisher does with a task before the market sees it. */
@RestController
@RequestMapping("/api/v1/tasks")
@RequiresPermission(Permission.PUBLISH_TASK)
class PublishingController {
    private final Publishing publishing;
    private final Funding funding;
    private final TaskPages pages;

    PublishingController(Publishing publishing, Funding funding, TaskPages pages) {
        this.publishing = publishing;
        this.funding = funding;
        this.pages = pages;
    }

    /** A draft's new text and the version that it replaces. */
    record DraftRevision(@NotNull @Valid DraftRequest draft, @NotNull Long version) {}

    /**
     * What funding takes.
     *
     * @param approvals to be sent first, one after the other; none where nothing needs to be allowed
     * @param balance what the linked account has of the token
     */
    record FundingPlan(
            String key,
            String reward,
            String fee,
            String total,
            String balance,
            List<Call> approvals,
            Call funding) {}

    /** The transaction that the wallet sent. */
    record SentFunding(@NotNull @Pattern(regexp = "0x[0-9a-fA-F]{64}") String transactionHash) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    TaskView createDraft(CurrentUser user, @RequestBody @Valid DraftRequest draft) {
        return pages.read(publishing.draft(user, draft.brief()), user);
    }

    @PutMapping("/{id}/draft")
    TaskView reviseDraft(
            CurrentUser user, @PathVariable long id, @RequestBody @Valid DraftRevision revision) {
        publishing.revise(user, id, revision.draft().brief(), revision.version());
        return pages.read(id, user);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteDraft(CurrentUser user, @PathVariable long id) {
        publishing.delete(user, id);
    }

    @PostMapping("/{id}/application")
    @Idempotent
    TaskView applyForPublication(CurrentUser user, @PathVariable long id) {
        publishing.apply(user, id);
        return pages.read(id, user);
    }

    @PostMapping("/{id}/withdrawal")
    @Idempotent
    TaskView withdrawApplication(CurrentUser user, @PathVariable long id) {
        publishing.withdraw(user, id);
        return pages.read(id, user);
    }

    @GetMapping("/{id}/funding")
    FundingPlan prepareFunding(CurrentUser user, @PathVariable long id) {
        FundingCalls calls = funding.prepare(user, id);
        return new FundingPlan(
                calls.key(),
                calls.total().subtract(calls.fee()).toString(),
                calls.fee().toString(),
                calls.total().toString(),
                calls.balance().toString(),
                calls.approvals(),
                calls.funding());
    }

    @PostMapping("/{id}/funding")
    TaskView rememberFunding(
            CurrentUser user, @PathVariable long id, @RequestBody @Valid SentFunding sent) {
        publishing.rememberFunding(user, id, sent.transactionHash().toLowerCase(Locale.ROOT));
        return pages.read(id, user);
    }
}
