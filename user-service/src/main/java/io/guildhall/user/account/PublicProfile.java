package io.guildhall.user.account;

import io.guildhall.defaults.security.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An account as everybody sees it; what its owner hides is null. */
public record PublicProfile(
        long id,
        String username,
        boolean verified,
        @Nullable String bio,
        String avatarSeed,
        @Nullable Instant joinedAt,
        @Nullable String ethereumAddress,
        List<Role> roles) {

    public static PublicProfile of(Account account) {
        Settings.Privacy privacy = account.settings().privacy();
        return new PublicProfile(
                account.id(),
                account.username(),
                account.verified(),
                account.bio(),
                account.avatarSeed(),
                privacy.showJoinedAt() ? account.joinedAt() : null,
                privacy.showEthereumAddress() ? account.ethereumAddress() : null,
                account.roles().stream().sorted().toList());
    }
}
