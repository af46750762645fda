package io.guildhall.user.badge.web;

import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.defaults.security.Permission;
import io.guildhall.defaults.security.RequiresPermission;
import io.guildhall.user.account.FieldChecks;
import io.guildhall.user.badge.BadgeRequestView;
import io.guildhall.user.badge.BadgeRequests;
import io.guildhall.user.badge.Reason;
import io.guildhall.user.badge.RequestStatus;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Admins decide on requests for the badge. */
@RestController
@Tag(name = "Badge review", description = "Deciding about requests for the badge")
@RequestMapping("/api/v1/admin/verification-requests")
@RequiresPermission(Permission.MANAGE_USERS)
class VerificationReviewController {
    private final BadgeRequests requests;

    VerificationReviewController(BadgeRequests requests) {
        this.requests = requests;
    }

    /** A page of requests. */
    record VerificationRequestPage(List<VerificationRequest> items, @Nullable String nextCursor) {}

    /** A decision and why; the reason is shown to who asked. */
    record Decision(@NotNull Boolean approved, @NotBlank @Size(max = 500) String reason) {}

    @Operation(
            operationId = "listVerificationRequests",
            summary = "Lists requests of one status, page by page")
    @GetMapping
    VerificationRequestPage listVerificationRequests(
            @RequestParam(defaultValue = "PENDING") RequestStatus status,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable Long cursor) {
        BadgeRequestView.Page page = requests.list(status, cursor, limit);
        return new VerificationRequestPage(
                page.requests().stream().map(VerificationRequest::of).toList(),
                page.next() == null ? null : page.next().toString());
    }

    @Operation(
            operationId = "decideVerification",
            summary = "Grants or refuses; the reason is told to who asked")
    @PostMapping("/{id}/decision")
    VerificationRequest decideVerification(
            CurrentUser admin, @PathVariable long id, @RequestBody @Valid Decision decision) {
        Reason reason = FieldChecks.require("reason", () -> new Reason(decision.reason()));
        return VerificationRequest.of(requests.decide(id, decision.approved(), reason, admin.id()));
    }
}
