package io.guildhall.chain.node;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A call of a contract.
 *
 * @param from who calls; null where it does not matter
 * @param to the contract
 * @param value wei that come along
 * @param data hexadecimal digits with 0x
 * @param gas what it may use at most; null for the node's own limit
 */
public record Call(
        @Nullable String from, String to, BigInteger value, String data, @Nullable BigInteger gas) {
    /** A question to a contract by nobody in particular. */
    public static Call of(String to, String data) {
        return new Call(null, to, BigInteger.ZERO, data, null);
    }

    /** The same by somebody. */
    public Call from(String account) {
        return new Call(account, to, value, data, gas);
    }

    /** The same with less to burn. */
    public Call gas(BigInteger most) {
        return new Call(from, to, value, data, most);
    }
}
