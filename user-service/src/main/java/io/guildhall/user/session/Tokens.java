package io.guildhall.user.session;

import io.guildhall.user.account.Account;
import java.time.Duration;
import java.time.Instant;

/**
 * What a session hands to the browser.
 *
 * @param accessToken signed, for the Authorization header
 * @param accessLifetime how long it is good for
 * @param refreshToken goes into the cookie and nowhere else
 * @param refreshExpiresAt when the cookie is worth nothing any more
 * @param remembered whether the cookie outlives the browser
 * @param account whose session it is
 * @param secondFactorGiven whether the session was opened with a second factor
 * @param loggedIn whether somebody has just proved who they are, and not only renewed a session
 */
public record Tokens(
        String accessToken,
        Duration accessLifetime,
        String refreshToken,
        Instant refreshExpiresAt,
        boolean remembered,
        Account account,
        boolean secondFactorGiven,
        boolean loggedIn) {

    /** Hides the tokens, so that no log shows them. */
    @Override
    public String toString() {
        return "Tokens[user=" + account.id() + "]";
    }
}
