package io.guildhall.user.account;

import io.guildhall.defaults.security.Role;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happened to an account; published inside the transaction in which it happened. */
public sealed interface AccountEvent {
    long userId();

    /** Somebody joined. */
    record Registered(long userId, String username, String locale, Instant at)
            implements AccountEvent {}

    /** The public face or the language changed. */
    record ProfileChanged(long userId, String username, String locale) implements AccountEvent {}

    /** The mail address was proved. */
    record EmailVerified(long userId) implements AccountEvent {}

    /** The verified-player badge was granted or taken away. */
    record BadgeChanged(long userId, boolean verified) implements AccountEvent {}

    /** An Ethereum address became a way in. */
    record AddressLinked(long userId, String address) implements AccountEvent {}

    /** An Ethereum address is no way in any more. */
    record AddressUnlinked(long userId, String address) implements AccountEvent {}

    /**
     * The roles are others than before.
     *
     * @param lost those that were taken
     */
    record RolesChanged(long userId, Set<Role> roles, Set<Role> lost) implements AccountEvent {}

    /** Somebody was shut out. */
    record Banned(long userId, String reason, @Nullable Instant until) implements AccountEvent {}

    /** Somebody may come in again. */
    record Unbanned(long userId) implements AccountEvent {}

    /** The password is another; every session but the kept one has to end. */
    record PasswordChanged(long userId, @Nullable Long keptSessionId) implements AccountEvent {}

    /** Something changed that only the user's own view shows. */
    record DetailsChanged(long userId) implements AccountEvent {}
}
