package io.guildhall.defaults.security;

/** What a user is; roles add up. The community admin's role counts for that admin's communities only. */
public enum Role {
    PLAYER,
    TASK_PUBLISHER,
    COMMUNITY_ADMIN,
    SYSTEM_ADMIN
}
