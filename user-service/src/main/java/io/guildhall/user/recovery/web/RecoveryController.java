package io.guildhall.user.recovery.web;

import io.guildhall.defaults.security.PublicAccess;
import io.guildhall.user.client.Client;
import io.guildhall.user.recovery.Recovery;
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
@RequestMapping("/api/v1/auth/recoveries")
@PublicAccess
class RecoveryController {
    private final Recovery recovery;

    RecoveryController(Recovery recovery) {
        this.recovery = recovery;
    }

    record RecoveryRequestBody(
            @NotBlank @Size(max = 254) String email, @NotBlank @Size(max = 10) String locale) {}

    record CompletionRequest(
            @NotBlank @Size(max = 128) String token, @NotBlank @Size(max = 256) String password) {
        @Override
        public String toString() {
            return "CompletionRequest[…]";
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    void request(@Valid @RequestBody RecoveryRequestBody request, Client client) {
        recovery.request(request.email(), request.locale(), client.address());
    }

    @PostMapping("/completions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void complete(@Valid @RequestBody CompletionRequest request, Client client) {
        recovery.complete(request.token(), request.password(), client.address());
    }
}
