package io.guildhall.chain.contract;

import java.util.regex.Pattern;
import org.web3j.crypto.Keys;

/** Accounts and contracts, in EIP-55 form. */
public final class Addresses {
    /** The zero address. */
    public static final String NOBODY = "0x0000000000000000000000000000000000000000";

    private static final Pattern FORM = Pattern.compile("0x[0-9a-fA-F]{40}");

    private Addresses() {}

    /**
     * The address in EIP-55 form.
     *
     * @param field what it is called where it comes from
     */
    public static String require(String field, String address) {
        if (!FORM.matcher(address).matches()) {
            throw EscrowRefusals.invalid(
                    "address-malformed", field + " is '" + address + "', expected an address");
        }
        return Keys.toChecksumAddress(address);
    }
}
