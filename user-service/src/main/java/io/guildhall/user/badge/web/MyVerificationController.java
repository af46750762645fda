package io.guildhall.user.badge.web;

import io.guildhall.defaults.security.AuthenticatedAccess;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.user.account.FieldChecks;
import io.guildhall.user.badge.Application;
import io.guildhall.user.badge.BadgeRequests;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A user's own requests for the badge. */
@RestController
@Tag(name = "Own badge requests", description = "Asking for the verified-player badge")
@RequestMapping("/api/v1/me/verification-requests")
@AuthenticatedAccess
class MyVerificationController {
    private final BadgeRequests requests;

    MyVerificationController(BadgeRequests requests) {
        this.requests = requests;
    }

    /** What somebody says for themselves. */
    record NewVerificationRequest(
            @NotNull @Size(min = 30, max = 1000) String statement,
            @Nullable @Size(max = 5) List<@NotNull @Size(max = 300) String> links) {}

    /** A user's own requests, latest first. */
    record VerificationRequests(List<VerificationRequest> items) {}

    @Operation(operationId = "requestVerification", summary = "Asks for the badge")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    VerificationRequest requestVerification(
            CurrentUser user, @RequestBody @Valid NewVerificationRequest request) {
        FieldChecks checks = new FieldChecks();
        List<String> links = request.links() == null ? List.of() : request.links();
        checks.check("links", () -> new Application("x".repeat(30), links));
        checks.check("statement", () -> new Application(request.statement(), List.of()));
        checks.refuseIfAny();
        return VerificationRequest.of(
                requests.submit(user.id(), new Application(request.statement(), links)));
    }

    @Operation(
            operationId = "listOwnVerificationRequests",
            summary = "Lists the own requests, latest first")
    @GetMapping
    VerificationRequests listOwnVerificationRequests(CurrentUser user) {
        return new VerificationRequests(
                requests.own(user.id()).stream().map(VerificationRequest::of).toList());
    }
}
