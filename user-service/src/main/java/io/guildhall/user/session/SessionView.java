package io.guildhall.user.session;

import java.time.Instant;

/**
 * A session as its owner sees it.
 *
 * @param current whether the request came from this session
 * @param device system, such as {@code Windows}
 * @param browser such as {@code Firefox}
 * @param address IP address of the last use
 */
public record SessionView(
        long id,
        boolean current,
        String device,
        String browser,
        String address,
        Instant createdAt,
        Instant lastUsedAt,
        LoginMethod method) {}
