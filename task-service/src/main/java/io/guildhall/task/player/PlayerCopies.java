package io.guildhall.task.player;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the copies are kept. Each change says what is true now, so that repeating it changes nothing. */
public interface PlayerCopies {
    /** Copies that are complete. */
    List<Player> find(Collection<Long> ids);

    Optional<Player> findByAddress(String address);

    /** Locks a player's copy, which may be made for it, until the transaction ends. */
    void lock(long userId);

    /** Keeps what was asked for, unless an event has told it already. */
    void fill(Player player);

    void rename(long userId, String username);

    void setVerified(long userId, boolean verified);

    void setBanned(long userId, boolean banned);

    void setAddress(long userId, @Nullable String address);

    /** Forgets an address, unless another has replaced it. */
    void dropAddress(long userId, String address);
}
