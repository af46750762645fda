package io.guildhall.chain.node;

/** A node says that there is a new block. A hint to look, not a fact to build on. */
public record HeadAnnounced() {}
