package io.guildhall.chain.watching;

/** Blocks from this number on are others now. Published in the transaction that moves the cursor back. */
public record ChainReorganised(long fromBlock) {}
