package io.guildhall.task.escrow;

import org.jspecify.annotations.Nullable;

/**
 * What rewards may be paid in.
 *
 * @param address null for ETH
 */
public record Token(@Nullable String address, String symbol, int decimals) {
    /** How the database and events call it: the address, empty for ETH. */
    public String code() {
        return address == null ? "" : address;
    }
}
