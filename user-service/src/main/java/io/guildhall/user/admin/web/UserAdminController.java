package io.guildhall.user.admin.web;

import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.defaults.security.Permission;
import io.guildhall.defaults.security.RequiresPermission;
import io.guildhall.defaults.security.Role;
import io.guildhall.user.account.Account;
import io.guildhall.user.account.AccountSearch;
import io.guildhall.user.account.Accounts;
import io.guildhall.user.account.FieldChecks;
import io.guildhall.user.session.EndReason;
import io.guildhall.user.session.Sessions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Finds people and decides about their accounts. */
@RestController
@Tag(name = "User administration", description = "Finding people and deciding about their accounts")
@RequestMapping("/api/v1/admin/users")
@RequiresPermission(Permission.MANAGE_USERS)
class UserAdminController {
    private final Accounts accounts;
    private final Sessions sessions;
    private final Clock clock;

    UserAdminController(Accounts accounts, Sessions sessions, Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** A page of accounts, youngest first. */
    record AdminUserPage(List<AdminUser> items, @Nullable String nextCursor) {}

    /** All roles that the account has from now on. */
    record RolesChange(@NotNull @Size(max = 10) Set<@NotNull Role> roles) {}

    /** Why, and until when; without an end, until somebody lifts it. */
    record Ban(@NotBlank @Size(max = 500) String reason, @Nullable Instant until) {}

    /** The badge, given or taken, and why. */
    record VerifiedChange(@NotNull Boolean verified, @NotBlank @Size(max = 500) String reason) {}

    @Operation(
            operationId = "searchUsers",
            summary = "Finds accounts by name, address, role or status, youngest first")
    @GetMapping
    AdminUserPage searchUsers(
            @RequestParam(required = false) @Nullable @Size(max = 254) String query,
            @RequestParam(required = false) @Nullable Role role,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "active|banned")
                    String status,
            @RequestParam(required = false) @Nullable Boolean verified,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable Long cursor) {
        String text = query == null || query.isBlank() ? null : query.strip();
        Boolean banned = status == null ? null : status.equals("banned");
        AccountSearch.Page page =
                accounts.search(new AccountSearch(text, role, banned, verified, cursor, limit));
        Instant now = clock.instant();
        return new AdminUserPage(
                page.accounts().stream().map(account -> AdminUser.of(account, now)).toList(),
                page.next() == null ? null : page.next().toString());
    }

    @Operation(
            operationId = "getAdminUser",
            summary = "Shows one account with what only admins see")
    @GetMapping("/{id}")
    AdminUser getAdminUser(@PathVariable long id) {
        return view(accounts.get(id));
    }

    @Operation(
            operationId = "changeRoles",
            summary = "Sets the roles; tokens that say a lost role are refused within seconds")
    @PutMapping("/{id}/roles")
    AdminUser changeRoles(
            CurrentUser admin, @PathVariable long id, @RequestBody @Valid RolesChange change) {
        return view(accounts.setRoles(id, change.roles(), admin.id()));
    }

    @Operation(
            operationId = "ban",
            summary =
                    "Shuts somebody out, ends all sessions and refuses their tokens within seconds")
    @PutMapping("/{id}/ban")
    AdminUser ban(CurrentUser admin, @PathVariable long id, @RequestBody @Valid Ban ban) {
        io.guildhall.user.account.Ban checked =
                FieldChecks.require(
                        "reason",
                        () -> new io.guildhall.user.account.Ban(ban.reason(), ban.until()));
        return view(accounts.ban(id, checked, admin.id()));
    }

    @Operation(operationId = "unban", summary = "Lets somebody in again")
    @DeleteMapping("/{id}/ban")
    AdminUser unban(@PathVariable long id) {
        return view(accounts.unban(id));
    }

    @Operation(operationId = "endUserSessions", summary = "Ends all sessions of somebody")
    @DeleteMapping("/{id}/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endUserSessions(@PathVariable long id) {
        sessions.revokeAll(accounts.get(id).id(), EndReason.REVOKED);
    }

    @Operation(
            operationId = "changeVerified",
            summary = "Grants the verified-player badge or takes it away")
    @PutMapping("/{id}/verified")
    AdminUser changeVerified(@PathVariable long id, @RequestBody @Valid VerifiedChange change) {
        return view(accounts.setBadge(id, change.verified(), change.reason().strip()));
    }

    private AdminUser view(Account account) {
        return AdminUser.of(account, clock.instant());
    }
}
