package io.guildhall.user.account;

import org.springframework.stereotype.Service;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Reads accounts by way of their copies, for pages that are asked for often. A change replaces the copy right
 * after its commit; what was read before the commit cannot replace it, because its version is older.
 */
@Service
public class AccountViews {
    private final Accounts accounts;
    private final AccountCopies copies;

    AccountViews(Accounts accounts, AccountCopies copies) {
        this.accounts = accounts;
        this.copies = copies;
    }

    /** The account, or the problem {@code user-not-found}. */
    public Account get(long userId) {
        return copies.find(userId).orElseGet(() -> read(userId));
    }

    private Account read(long userId) {
        Account account = accounts.get(userId);
        copies.keep(account);
        return account;
    }

    @TransactionalEventListener
    void on(AccountSaved saved) {
        copies.keep(saved.account());
    }
}
