package io.guildhall.user.account;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A request that says nothing but that its sender is the owner, see {@link Reauthentication}.
 *
 * @param password the account's, where it has one
 */
public record PresentPassword(@Size(max = 256) @Nullable String password) {
    /** Hides the password, so that no log shows it. */
    @Override
    public String toString() {
        return "PresentPassword[…]";
    }
}
