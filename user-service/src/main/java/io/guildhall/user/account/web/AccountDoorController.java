package io.guildhall.user.account.web;

import io.guildhall.defaults.security.PublicAccess;
import io.guildhall.user.account.AccountViews;
import io.guildhall.user.account.Accounts;
import io.guildhall.user.account.EmailVerifications;
import io.guildhall.user.account.InvalidValueException;
import io.guildhall.user.account.PhoneCodes;
import io.guildhall.user.account.PublicProfile;
import io.guildhall.user.account.Username;
import io.guildhall.user.client.Client;
import io.guildhall.user.throttle.Throttle;
import io.guildhall.user.throttle.Throttled;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What guests may ask about accounts. */
@RestController
@Tag(name = "Accounts", description = "What guests may ask about accounts")
@RequestMapping("/api/v1")
@PublicAccess
class AccountDoorController {
    private final Accounts accounts;
    private final AccountViews views;
    private final PhoneCodes phoneCodes;
    private final EmailVerifications verifications;
    private final Throttle throttle;

    AccountDoorController(
            Accounts accounts,
            AccountViews views,
            PhoneCodes phoneCodes,
            EmailVerifications verifications,
            Throttle throttle) {
        this.accounts = accounts;
        this.views = views;
        this.phoneCodes = phoneCodes;
        this.verifications = verifications;
        this.throttle = throttle;
    }

    /** Whether a name can be had; the reason is a problem code. */
    record Availability(boolean available, @Nullable String reason) {}

    record PhoneRequest(@NotBlank @Size(max = 32) String phone) {}

    record TokenRequest(@NotBlank @Size(max = 128) String token) {
        @Override
        public String toString() {
            return "TokenRequest[…]";
        }
    }

    @Operation(
            operationId = "checkUsername",
            summary = "Tells whether a username can be had, and why not")
    @GetMapping("/auth/usernames/{username}")
    Availability check(@PathVariable String username, Client client) {
        throttle.require(Throttled.USERNAME_CHECK, client.network());
        try {
            boolean free = accounts.isFree(new Username(username));
            return new Availability(free, free ? null : "username-taken");
        } catch (InvalidValueException e) {
            return new Availability(false, e.code());
        }
    }

    @Operation(
            operationId = "sendPhoneCode",
            summary = "Sends a code to a phone number, which a registration or a new number needs")
    @PostMapping("/auth/phone-codes")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void sendPhoneCode(@Valid @RequestBody PhoneRequest request, Client client) {
        phoneCodes.send(request.phone(), client.network());
    }

    @Operation(
            operationId = "verifyEmail",
            summary = "Proves a mail address by the token of a mailed link")
    @PostMapping("/auth/email-verifications")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void verifyEmail(@Valid @RequestBody TokenRequest request, Client client) {
        verifications.verify(request.token(), client.network());
    }

    @Operation(operationId = "getUser", summary = "Shows what a user lets everybody see")
    @GetMapping("/users/{id}")
    PublicProfile profile(@PathVariable long id) {
        return PublicProfile.of(views.get(id));
    }
}
