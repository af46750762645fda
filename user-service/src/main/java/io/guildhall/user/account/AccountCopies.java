package io.guildhall.user.account;

import java.util.Optional;

/** Copies of accounts that are quicker to read than the database; may forget any of them at any time. */
public interface AccountCopies {
    Optional<Account> find(long userId);

    /** Keeps a copy unless a younger one is there. */
    void keep(Account account);
}
