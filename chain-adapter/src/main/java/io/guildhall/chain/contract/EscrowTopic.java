package io.guildhall.chain.contract;

/** Where events of the chain are told to other services; their key is the task's. */
public final class EscrowTopic {
    /** The topic's name. */
    public static final String NAME = "guildhall.chain.v1";

    private EscrowTopic() {}
}
