package io.guildhall.defaults.security;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What a role allows: the roles table of the requirements, in one place. */
public enum Permission {
    PUBLISH_TASK,
    CLAIM_TASK,
    FOUND_COMMUNITY,
    POST,
    TRADE_POINTS,
    MANAGE_COMMUNITY,
    MANAGE_USERS,
    MANAGE_SYSTEM;

    private static final Map<Role, Set<Permission>> GIVEN =
            Map.of(
                    Role.PLAYER, Set.of(CLAIM_TASK, POST, TRADE_POINTS),
                    Role.TASK_PUBLISHER, Set.of(PUBLISH_TASK, POST, TRADE_POINTS),
                    Role.COMMUNITY_ADMIN,
                            Set.of(FOUND_COMMUNITY, POST, TRADE_POINTS, MANAGE_COMMUNITY),
                    Role.SYSTEM_ADMIN, EnumSet.complementOf(EnumSet.of(CLAIM_TASK)));

    /** Whether one of the roles gives this permission. */
    public boolean isGivenTo(Collection<Role> held) {
        return held.stream().anyMatch(role -> GIVEN.getOrDefault(role, Set.of()).contains(this));
    }

    /** Everything that the roles allow together. */
    public static Set<Permission> of(Collection<Role> held) {
        EnumSet<Permission> permissions = EnumSet.noneOf(Permission.class);
        for (Role role : held) {
            permissions.addAll(GIVEN.getOrDefault(role, Set.of()));
        }
        return permissions;
    }
}
