package io.guildhall.chain.node;

/** What a node says to a transaction that it is handed. */
public enum SendResult {
    /** It is on its way, by this or by an earlier call. */
    ACCEPTED,
    /** The account has sent another one, or this very one, under this number, and it is in a block. */
    NONCE_USED,
    /** It pays too little, or too little more than the one that it would replace. */
    UNDERPRICED,
    /** The account cannot pay for it. */
    INSUFFICIENT_FUNDS,
    /** Refused for a reason that the node alone understands; it may think otherwise later. */
    REFUSED
}
