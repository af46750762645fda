package io.guildhall.user.session;

import java.util.List;

/** Access that was given and is good no more; published in the transaction that takes it. */
public sealed interface AccessEnded {
    /** These sessions are over. */
    record OfSessions(List<Long> sessionIds) implements AccessEnded {}

    /** What a user's tokens say is more than the user may do now; new ones say the truth. */
    record OfTokens(long userId) implements AccessEnded {}
}
