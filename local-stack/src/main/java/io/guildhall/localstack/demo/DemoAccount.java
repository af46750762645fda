package io.guildhall.localstack.demo;

/**
 * A demo account, for a person to log in with.
 *
 * @param remark what it can do, and what else one needs
 */
public record DemoAccount(String username, String email, String remark) {}
