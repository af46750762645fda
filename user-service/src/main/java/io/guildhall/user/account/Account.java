package io.guildhall.user.account;

import io.guildhall.defaults.security.Role;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An account as the rest of the service sees it; holds no secret.
 *
 * @param email proved address
 * @param pendingEmail address that waits for its mailed link to be opened
 * @param phone E.164 form
 * @param ethereumAddress EIP-55 form
 * @param roles roles on record; see {@link #effectiveRoles(boolean)}
 * @param verified whether the verified-player badge is worn
 * @param passwordMark another one for another password; says nothing about it
 * @param ban the last ban, which may have run out; see {@link #isBanned(Instant)}
 * @param version grows with every change
 */
public record Account(
        long id,
        String username,
        @Nullable String email,
        @Nullable String pendingEmail,
        @Nullable String phone,
        @Nullable String ethereumAddress,
        Set<Role> roles,
        boolean verified,
        @Nullable String bio,
        String avatarSeed,
        boolean hasPassword,
        int passwordMark,
        boolean secondFactor,
        @Nullable Ban ban,
        Settings settings,
        Instant joinedAt,
        @Nullable Instant lastLoginAt,
        long version) {

    /** Whether somebody is shut out at a moment. */
    public boolean isBanned(Instant now) {
        return ban != null && (ban.until() == null || ban.until().isAfter(now));
    }

    /** The roles that count in a session: the system admin's only after a second factor. */
    public Set<Role> effectiveRoles(boolean secondFactorGiven) {
        EnumSet<Role> effective = EnumSet.copyOf(roles);
        if (!secondFactorGiven) {
            effective.remove(Role.SYSTEM_ADMIN);
        }
        return effective;
    }
}
