package io.guildhall.user.wallet;

import java.time.Duration;
import java.util.Optional;

/** Values that one reader gets, once, while they last. */
public interface OneTimeValues {
    void put(String kind, String key, String value, Duration lifetime);

    /** Reads and forgets: of two readers at the same time one gets nothing. */
    Optional<String> take(String kind, String key);
}
