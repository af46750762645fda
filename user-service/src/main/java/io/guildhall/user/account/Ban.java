package io.guildhall.user.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why somebody may not come in, and until when.
 *
 * @param until null: until somebody lifts it
 */
public record Ban(String reason, @Nullable Instant until) {
    public Ban {
        reason = reason.strip();
        if (reason.isEmpty() || reason.length() > 500) {
            throw new InvalidValueException(
                    "reason-length", "has " + reason.length() + " characters, expected 1 to 500");
        }
    }
}
