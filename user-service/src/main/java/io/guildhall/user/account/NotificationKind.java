package io.guildhall.user.account;

/** What somebody may be told about. */
public enum NotificationKind {
    SECURITY,
    TASK,
    COMMUNITY,
    POINTS,
    ORDER,
    SYSTEM
}
