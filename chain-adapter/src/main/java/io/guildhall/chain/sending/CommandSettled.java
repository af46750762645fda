package io.guildhall.chain.sending;

/** A command was confirmed, or refused for good. Published in the transaction that writes it down. */
public record CommandSettled(Command command) {}
