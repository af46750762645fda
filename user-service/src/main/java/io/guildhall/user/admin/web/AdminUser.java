package io.guildhall.user.admin.web;

import io.guildhall.defaults.security.Role;
import io.guildhall.user.account.Account;
import io.guildhall.user.account.Ban;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account as admins see it.
 *
 * @param email proved, or waiting for its proof
 * @param banned whether shut out at the moment; reason and end are told only then
 */
record AdminUser(
        long id,
        String username,
        @Nullable String email,
        boolean emailVerified,
        @Nullable String phone,
        @Nullable String ethereumAddress,
        List<Role> roles,
        boolean verified,
        boolean banned,
        @Nullable String banReason,
        @Nullable Instant bannedUntil,
        boolean secondFactor,
        Instant joinedAt,
        @Nullable Instant lastLoginAt) {
    static AdminUser of(Account account, Instant now) {
        Ban ban = account.isBanned(now) ? account.ban() : null;
        return new AdminUser(
                account.id(),
                account.username(),
                account.email() != null ? account.email() : account.pendingEmail(),
                account.email() != null,
                account.phone(),
                account.ethereumAddress(),
                account.roles().stream().sorted().toList(),
                account.verified(),
                ban != null,
                ban == null ? null : ban.reason(),
                ban == null ? null : ban.until(),
                account.secondFactor(),
                account.joinedAt(),
                account.lastLoginAt());
    }
}
