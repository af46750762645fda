package io.guildhall.task.escrow;

import java.math.BigInteger;

/**
 * What refused payments have left for an account in the contract, of all its tasks.
 *
 * @param amount in the token's smallest unit; zero once it was pulled
 * @param call of the account's own wallet, which pulls it
 */
public record Withdrawal(BigInteger amount, Call call) {}
