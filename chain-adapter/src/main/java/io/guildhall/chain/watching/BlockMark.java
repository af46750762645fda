package io.guildhall.chain.watching;

/** A block by its number and hash, which say all about those before it. */
record BlockMark(long number, String hash) {}
