package io.guildhall.user.account.web;

import io.guildhall.defaults.security.AuthenticatedAccess;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.defaults.security.Role;
import io.guildhall.user.account.Account;
import io.guildhall.user.account.AccountViews;
import io.guildhall.user.account.Bootstrap;
import io.guildhall.user.account.EmailVerifications;
import io.guildhall.user.account.FieldChecks;
import io.guildhall.user.account.Me;
import io.guildhall.user.account.NotificationKind;
import io.guildhall.user.account.OwnAccount;
import io.guildhall.user.account.Passwords;
import io.guildhall.user.account.PresentPassword;
import io.guildhall.user.account.Settings;
import io.guildhall.user.account.Settings.Notification;
import io.guildhall.user.account.Settings.Privacy;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One's own account. */
@RestController
@Tag(name = "Own account", description = "Profile, addresses, password and settings of who asks")
@RequestMapping("/api/v1/me")
@AuthenticatedAccess
class MeController {
    private final AccountViews views;
    private final OwnAccount own;
    private final Passwords passwords;
    private final EmailVerifications verifications;
    private final Bootstrap bootstrap;

    MeController(
            AccountViews views,
            OwnAccount own,
            Passwords passwords,
            EmailVerifications verifications,
            Bootstrap bootstrap) {
        this.views = views;
        this.own = own;
        this.passwords = passwords;
        this.verifications = verifications;
        this.bootstrap = bootstrap;
    }

    record ProfileChange(
            @Nullable String username,
            @Nullable String bio,
            @Schema(description = "the account's, where it has one, for another username")
                    @Size(max = 256)
                    @Nullable String password) {
        @Override
        public String toString() {
            return "ProfileChange[…]";
        }
    }

    record EmailChange(
            @NotBlank @Size(max = 254) String email,
            @Schema(description = "the account's, where it has one") @Size(max = 256)
                    @Nullable String password) {
        @Override
        public String toString() {
            return "EmailChange[…]";
        }
    }

    record PhoneChange(
            @NotBlank @Size(max = 32) String phone,
            @NotBlank @Size(max = 10) String code,
            @Schema(description = "the account's, where it has one") @Size(max = 256)
                    @Nullable String password) {
        @Override
        public String toString() {
            return "PhoneChange[…]";
        }
    }

    record PasswordChange(
            @Size(max = 256) @Nullable String currentPassword,
            @NotBlank @Size(max = 256) String newPassword) {
        @Override
        public String toString() {
            return "PasswordChange[…]";
        }
    }

    record PrivacyChange(
            @NotNull Boolean showEthereumAddress,
            @NotNull Boolean showJoinedAt,
            @NotNull Boolean discoverable) {}

    record NotificationChange(
            @NotNull NotificationKind event, @NotNull Boolean inbox, @NotNull Boolean mail) {}

    record SettingsChange(
            @NotBlank String locale,
            @NotBlank String theme,
            @NotNull @Valid PrivacyChange privacy,
            @NotNull @Size(max = 20) List<@Valid @NotNull NotificationChange> notifications) {
        Settings settings() {
            return new Settings(
                    locale,
                    theme,
                    new Privacy(
                            privacy.showEthereumAddress(),
                            privacy.showJoinedAt(),
                            privacy.discoverable()),
                    notifications.stream()
                            .map(n -> new Notification(n.event(), n.inbox(), n.mail()))
                            .toList());
        }
    }

    record PublisherRequest(@NotNull @AssertTrue Boolean acceptRules) {}

    record BootstrapRequest(@NotBlank @Size(max = 128) String token) {
        @Override
        public String toString() {
            return "BootstrapRequest[…]";
        }
    }

    @Operation(operationId = "getMe", summary = "Shows the own account")
    @GetMapping
    Me me(CurrentUser user) {
        return view(views.get(user.id()), user);
    }

    @Operation(
            operationId = "changeProfile",
            summary = "Changes username or bio; what is absent stays")
    @PatchMapping
    Me edit(@Valid @RequestBody ProfileChange change, CurrentUser user) {
        return view(own.edit(user, change.username(), change.bio(), change.password()), user);
    }

    @Operation(
            operationId = "changeEmail",
            summary = "Mails a link to a new address, which counts once the link was opened")
    @PostMapping("/email")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void changeEmail(@Valid @RequestBody EmailChange change, CurrentUser user) {
        verifications.change(user, change.email(), change.password());
    }

    @Operation(
            operationId = "resendVerification",
            summary = "Mails the link for the waiting address again")
    @PostMapping("/email-verification")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void resendVerification(CurrentUser user) {
        verifications.resend(user.id());
    }

    @Operation(operationId = "setPhone", summary = "Sets a phone number that was proved by a code")
    @PostMapping("/phone")
    Me usePhone(@Valid @RequestBody PhoneChange change, CurrentUser user) {
        return view(own.usePhone(user, change.phone(), change.code(), change.password()), user);
    }

    @Operation(operationId = "removePhone", summary = "Takes the phone number away")
    @DeleteMapping("/phone")
    Me forgetPhone(CurrentUser user, @Valid @RequestBody PresentPassword proof) {
        return view(own.forgetPhone(user, proof.password()), user);
    }

    @Operation(
            operationId = "changePassword",
            summary = "Sets a password and ends all other sessions")
    @PutMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePassword(@Valid @RequestBody PasswordChange change, CurrentUser user) {
        passwords.change(user, change.currentPassword(), change.newPassword());
    }

    @Operation(
            operationId = "changeSettings",
            summary = "Replaces language, theme, privacy and notifications")
    @PutMapping("/settings")
    Me prefer(@Valid @RequestBody SettingsChange change, CurrentUser user) {
        Settings settings = FieldChecks.require("settings", change::settings);
        return view(own.prefer(user.id(), settings), user);
    }

    @Operation(
            operationId = "becomePublisher",
            summary = "Makes a player with an Ethereum address a publisher of tasks")
    @PostMapping("/publisher")
    Me becomePublisher(@Valid @RequestBody PublisherRequest request, CurrentUser user) {
        return view(own.becomePublisher(user.id()), user);
    }

    @Operation(
            operationId = "becomeSystemAdmin",
            summary = "Makes the bearer of the start's token the first system admin")
    @PostMapping("/system-admin")
    Me becomeSystemAdmin(@Valid @RequestBody BootstrapRequest request, CurrentUser user) {
        return view(bootstrap.claim(user.id(), request.token()), user);
    }

    /** A token names the system admin's role only after a second factor. */
    private static Me view(Account account, CurrentUser user) {
        return Me.of(account, user.roles().contains(Role.SYSTEM_ADMIN));
    }
}
