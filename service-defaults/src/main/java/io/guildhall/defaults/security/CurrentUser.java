package io.guildhall.defaults.security;

import java.util.Set;

/**
 * The user on whose behalf a request runs, read from a verified access token. A controller takes it as a
 * parameter; a parameter marked {@code @Nullable} is null for a guest.
 *
 * @param id the user
 * @param sessionId the session that the token belongs to
 * @param roles roles held when the token was issued; the system admin's only after a second factor
 * @param verified whether the user wears the verified-player badge
 */
public record CurrentUser(long id, long sessionId, Set<Role> roles, boolean verified) {
    public CurrentUser {
        roles = Set.copyOf(roles);
    }

    public boolean may(Permission permission) {
        return permission.isGivenTo(roles);
    }
}
