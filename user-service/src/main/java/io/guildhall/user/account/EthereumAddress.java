package io.guildhall.user.account;

import java.util.regex.Pattern;
import org.web3j.crypto.Keys;

/**
 * An Ethereum address in the mixed-case form of EIP-55.
 *
 * @param value the address, whatever case it came in
 */
public record EthereumAddress(String value) {
    private static final Pattern SHAPE = Pattern.compile("0x[0-9a-fA-F]{40}");

    public EthereumAddress {
        if (!SHAPE.matcher(value).matches()) {
            throw new InvalidValueException(
                    "address-format", "not an Ethereum address, expected 0x and 40 hex digits");
        }
        value = Keys.toChecksumAddress(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
