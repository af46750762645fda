package io.guildhall.task.player;

import org.jspecify.annotations.Nullable;

/**
 * Somebody whom a task names.
 *
 * @param username today's; empty while user-service has not told it yet
 * @param verified whether they wear the verified-player badge
 * @param banned whether they are shut out
 * @param address their linked Ethereum account in EIP-55 form
 */
public record Player(
        long id, String username, boolean verified, boolean banned, @Nullable String address) {

    /** Somebody of whom nothing has been told yet. */
    static Player unknown(long id) {
        return new Player(id, "", false, false, null);
    }
}
