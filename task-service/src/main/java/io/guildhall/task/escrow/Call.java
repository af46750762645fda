package io.guildhall.task.escrow;

/**
 * A transaction that somebody's own wallet is asked to send.
 *
 * @param value wei, decimal
 * @param data 0x and hexadecimal digits
 */
public record Call(String from, String to, String value, String data) {}
