package io.guildhall.chain.contract;

/** Names one funded task of the contract. */
public record EscrowedTask(String publisher, Terms terms) {
    public EscrowedTask {
        publisher = Addresses.require("publisher", publisher);
    }

    /** {@code keccak256(abi.encode(publisher, terms))}. */
    public String key() {
        return TypedData.keyOf(this);
    }
}
