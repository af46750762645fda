package io.guildhall.chain.node.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest blocks of the endpoints, looked at now and then. A node that has lost its peers answers everything, with what was
 * true when it lost them: only beside the others it shows that it stands still.
 */
final class Heads {
    /** Blocks that one may be behind: they do not hear of each block at the same moment. */
    static final long TOLERANCE = 3;

    private Map<Endpoint, Long> known = Map.of();
    private @Nullable Instant next;
    private boolean looking;

    /** True for one caller after each pause, the first one included, who then looks and says so by {@link #endLook}. */
    synchronized boolean beginLook(Instant now, Duration pause) {
        boolean due = next != null && !looking && !now.isBefore(next);
        if (next == null || due) {
            next = now.plus(pause);
        }
        looking |= due;
        return due;
    }

    /**
     * Those that are behind another and at the very block of the last look. One that is behind and moves is catching up.
     *
     * @param newest of every endpoint that serves
     */
    synchronized List<Endpoint> endLook(Map<Endpoint, Long> newest) {
        looking = false;
        Map<Endpoint, Long> before = known;
        known = Map.copyOf(newest);
        long highest = newest.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return newest.entrySet().stream()
                .filter(it -> it.getValue().equals(before.get(it.getKey())))
                .filter(it -> highest - it.getValue() > TOLERANCE)
                .map(Map.Entry::getKey)
                .toList();
    }
}
