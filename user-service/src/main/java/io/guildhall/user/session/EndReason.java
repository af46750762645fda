package io.guildhall.user.session;

/** Why a session ended. */
public enum EndReason {
    LOGGED_OUT,
    REVOKED,
    PASSWORD_CHANGED,
    BANNED,
    TOKEN_REUSED,
    ADMIN
}
