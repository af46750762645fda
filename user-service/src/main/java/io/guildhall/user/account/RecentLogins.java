package io.guildhall.user.account;

/** Knows which sessions were opened a moment ago. */
public interface RecentLogins {
    /** Whether so little time has passed since the login that who asks now is most likely who logged in. */
    boolean isRecent(long userId, long sessionId);
}
