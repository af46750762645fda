package io.guildhall.task.testing;

/**
 * Somebody with an account and a session.
 *
 * @param address the linked account; empty where none is
 * @param token the session's access token
 */
public record Person(long id, String username, String address, String token) {}
