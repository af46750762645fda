package io.guildhall.user.session.web;

import io.guildhall.defaults.security.PublicAccess;
import io.guildhall.user.account.Account;
import io.guildhall.user.account.Registration;
import io.guildhall.user.client.Client;
import io.guildhall.user.session.LoginMethod;
import io.guildhall.user.session.Sessions;
import io.guildhall.user.session.Tokens;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Making an account, which opens its first session. */
@RestController
@Tag(name = "Registration", description = "Making an account")
class RegistrationController {
    private final Registration registration;
    private final Sessions sessions;

    RegistrationController(Registration registration, Sessions sessions) {
        this.registration = registration;
        this.sessions = sessions;
    }

    record RegistrationRequest(
            @Schema(example = "lin") @NotBlank @Size(max = 80) String username,
            @Schema(example = "lin@example.org") @Size(max = 254) @Nullable String email,
            @Schema(example = "+8613800138000") @Size(max = 32) @Nullable String phone,
            @Schema(description = "needed with a phone number") @Size(max = 10)
                    @Nullable String phoneCode,
            @Schema(example = "violet-anchor-17-moss") @Size(max = 256) @Nullable String password,
            @Schema(
                            description =
                                    "from address-not-linked: proves an address, in place of or beside a password")
                    @Size(max = 128)
                    @Nullable String walletTicket,
            @Schema(example = "en") @NotBlank @Size(max = 10) String locale,
            @NotNull @AssertTrue Boolean acceptTerms) {
        @Override
        public String toString() {
            return "RegistrationRequest[username=" + username + "]";
        }
    }

    @Operation(operationId = "register", summary = "Makes an account and opens its first session")
    @PostMapping("/api/v1/auth/accounts")
    @ResponseStatus(HttpStatus.CREATED)
    @PublicAccess
    Tokens register(@Valid @RequestBody RegistrationRequest request, Client client) {
        Account account =
                registration.register(
                        new Registration.Command(
                                request.username(),
                                request.email(),
                                request.phone(),
                                request.phoneCode(),
                                request.password(),
                                request.walletTicket(),
                                request.locale(),
                                client.network()));
        LoginMethod method = request.password() == null ? LoginMethod.WALLET : LoginMethod.PASSWORD;
        return sessions.open(account, method, null, false, client);
    }
}
