package io.guildhall.user.testing;

import java.util.List;

/**
 * Somebody with an account and a session.
 *
 * @param token the session's access token
 * @param recoveryCodes in place of a second factor's app; empty where there is none
 */
public record Person(
        long id, String username, String password, String token, List<String> recoveryCodes) {}
