package io.guildhall.chain.watching;

/** A block's events have been told. Published in the transaction that moves the cursor to it. */
public record BlockTold(long number, String hash) {}
