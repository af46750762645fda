package io.guildhall.chain.node;

import java.util.Locale;
import java.util.Map;

/**
 * The moment in the chain's history that a question is about.
 *
 * @param parameter as JSON-RPC names it
 */
public record At(Object parameter) {
    /** After the newest block. */
    public static final At LATEST = new At("latest");

    /** After the newest block and all that the node would put into the next. */
    public static final At PENDING = new At("pending");

    /** After the block of that number. */
    public static At block(long number) {
        return new At("0x" + Long.toString(number, 16).toLowerCase(Locale.ROOT));
    }

    /** After exactly this block (EIP-1898). */
    public static At block(String hash) {
        return new At(Map.of("blockHash", hash));
    }
}
