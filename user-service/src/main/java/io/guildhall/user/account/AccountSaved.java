package io.guildhall.user.account;

/** A new state of an account; published in the transaction that writes it, for those who keep copies. */
public record AccountSaved(Account account) {}
