package io.guildhall.user.recovery.web;

import io.guildhall.defaults.security.PublicAccess;
import io.guildhall.user.client.Client;
import io.guildhall.user.recovery.Recovery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Asking for a link, and using it. */
@RestController
@Tag(name = "Recovery", description = "The mailed link for who lost the password")
@RequestMapping("/api/v1/auth/recoveries")
@PublicAccess
class RecoveryController {
    private final Recovery recovery;

    RecoveryController(Recovery recovery) {
        this.recovery = recovery;
    }

    @Schema(name = "RecoveryRequest")
    record RecoveryRequestBody(
            @Schema(example = "lin@example.org") @NotBlank @Size(max = 254) String email,
            @Schema(example = "en", description = "language of the mail") @NotBlank @Size(max = 10)
                    String locale) {}

    @Schema(name = "RecoveryCompletion")
    record CompletionRequest(
            @NotBlank @Size(max = 128) String token, @NotBlank @Size(max = 256) String password) {
        @Override
        public String toString() {
            return "CompletionRequest[…]";
        }
    }

    @Operation(
            operationId = "startRecovery",
            summary =
                    "Mails a link if an account has proved the address; the answer is the same for every address")
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    void request(@Valid @RequestBody RecoveryRequestBody request, Client client) {
        recovery.request(request.email(), request.locale(), client.network());
    }

    @Operation(
            operationId = "completeRecovery",
            summary = "Sets a new password by the token of the link and ends all sessions")
    @PostMapping("/completions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void complete(@Valid @RequestBody CompletionRequest request, Client client) {
        recovery.complete(request.token(), request.password(), client.network());
    }
}
