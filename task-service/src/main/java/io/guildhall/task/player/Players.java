package io.guildhall.task.player;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells who people are: from the copy where a name is shown, from user-service where it decides something. */
@Service
public class Players {
    private static final Logger log = LoggerFactory.getLogger(Players.class);

    private final PlayerCopies copies;
    private final PlayerDirectory directory;

    Players(PlayerCopies copies, PlayerDirectory directory) {
        this.copies = copies;
        this.directory = directory;
    }

    /** Everybody asked for, by id. Whom the copy does not have is asked for, outside of a transaction only. */
    public Map<Long, PlayerView> views(Collection<Long> ids) {
        Map<Long, PlayerView> views = new HashMap<>();
        find(ids).forEach((id, player) -> views.put(id, PlayerView.of(player)));
        return views;
    }

    private Map<Long, Player> find(Collection<Long> ids) {
        Map<Long, Player> found = new HashMap<>();
        Set<Long> wanted = new HashSet<>(ids);
        if (wanted.isEmpty()) {
            return found;
        }
        copies.find(wanted).forEach(player -> found.put(player.id(), player));
        List<Long> missing = new ArrayList<>(wanted);
        missing.removeAll(found.keySet());
        ask(missing).forEach(player -> found.put(player.id(), player));
        missing.forEach(id -> found.putIfAbsent(id, Player.unknown(id)));
        return found;
    }

    /** A page without a name is better than no page: an outage of user-service leaves names empty. */
    private List<Player> ask(List<Long> missing) {
        if (missing.isEmpty()) {
            return List.of();
        }
        try {
            List<Player> told = directory.find(missing);
            told.forEach(copies::fill);
            return told;
        } catch (ProblemException e) {
            log.warn("{} people stay without a name: {}", missing.size(), e.getMessage());
            return List.of();
        }
    }

    /**
     * Somebody as user-service knows them now. Never inside a transaction: it is a call.
     *
     * @throws ProblemException {@code account-banned}; {@code temporarily-unavailable}
     */
    public Player exact(long userId) {
        Player player =
                directory.find(List.of(userId)).stream()
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new ProblemException(
                                                ProblemKind.NOT_FOUND,
                                                "user-not-found",
                                                "No user has the id " + userId));
        if (player.banned()) {
            throw new ProblemException(
                    ProblemKind.FORBIDDEN, "account-banned", "The account is banned");
        }
        return player;
    }

    /**
     * The account that somebody signs with, as user-service knows it now.
     *
     * @throws ProblemException {@code wallet-required} when none is linked
     */
    public String exactAddress(long userId) {
        String address = exact(userId).address();
        if (address == null) {
            throw new ProblemException(
                    ProblemKind.CONFLICT,
                    "wallet-required",
                    "No Ethereum account is linked, expected one");
        }
        return address;
    }

    /** Lets whatever else this player does with a lock wait until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(long userId) {
        copies.lock(userId);
    }

    /** Who has linked an account, as far as the copy knows. */
    public Optional<Player> byAddress(String address) {
        return copies.findByAddress(address);
    }
}
