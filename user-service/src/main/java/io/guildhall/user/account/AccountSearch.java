package io.guildhall.user.account;

import io.guildhall.defaults.security.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to look for among the accounts; null means anything.
 *
 * @param text beginning of a username, or a whole mail address, phone number or Ethereum address
 * @param banned whether shut out at the moment
 * @param before id of the last account of the page before
 * @param limit how many at most, 1 to 100
 */
public record AccountSearch(
        @Nullable String text,
        @Nullable Role role,
        @Nullable Boolean banned,
        @Nullable Boolean verified,
        @Nullable Long before,
        int limit) {

    /**
     * Accounts, youngest first.
     *
     * @param next pass it as {@code before} to get the next page; null at the end
     */
    public record Page(List<Account> accounts, @Nullable Long next) {
        public Page {
            accounts = List.copyOf(accounts);
        }
    }
}
