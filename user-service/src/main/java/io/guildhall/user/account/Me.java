package io.guildhall.user.account;

import io.guildhall.defaults.security.Permission;
import io.guildhall.defaults.security.Role;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An account as its owner sees it.
 *
 * @param permissions what the present session allows
 * @param secondFactorRequired whether a system admin's role waits for the second factor
 */
public record Me(
        long id,
        String username,
        @Nullable String email,
        boolean emailVerified,
        @Nullable String pendingEmail,
        @Nullable String phone,
        @Nullable String ethereumAddress,
        List<Role> roles,
        List<Permission> permissions,
        boolean verified,
        @Nullable String bio,
        String avatarSeed,
        boolean hasPassword,
        boolean secondFactor,
        boolean secondFactorRequired,
        Instant joinedAt,
        Settings settings) {

    /**
     * The view of a session.
     *
     * @param secondFactorGiven whether the session was opened with a second factor
     */
    public static Me of(Account account, boolean secondFactorGiven) {
        Set<Role> effective = account.effectiveRoles(secondFactorGiven);
        return new Me(
                account.id(),
                account.username(),
                account.email(),
                account.email() != null,
                account.pendingEmail(),
                account.phone(),
                account.ethereumAddress(),
                account.roles().stream().sorted().toList(),
                Permission.of(effective).stream().sorted().toList(),
                account.verified(),
                account.bio(),
                account.avatarSeed(),
                account.hasPassword(),
                account.secondFactor(),
                !effective.containsAll(account.roles()),
                account.joinedAt(),
                account.settings());
    }
}
