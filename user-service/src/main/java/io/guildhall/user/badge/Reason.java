package io.guildhall.user.badge;

import io.guildhall.user.account.InvalidValueException;

/**
 * Why an admin decided as they did; the person concerned reads it.
 *
 * @param text 1 to 500 characters
 */
public record Reason(String text) {
    public Reason {
        text = text.strip();
        if (text.isEmpty() || text.length() > 500) {
            throw new InvalidValueException(
                    "reason-length", "has " + text.length() + " characters, expected 1 to 500");
        }
    }
}
