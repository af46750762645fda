package io.guildhall.user.siwe;

import java.util.Locale;
import java.util.Optional;
import org.web3j.crypto.Keys;

/** The mixed-case form of an Ethereum address, whose case is its checksum. */
public final class Eip55 {
    private Eip55() {}

    /** Whether the text is an address with exactly the upper and lower case that EIP-55 gives it. */
    public static boolean isChecksummed(String text) {
        return isAddress(text) && Keys.toChecksumAddress(text).equals(text);
    }

    /**
     * The EIP-55 form of what a program or a person wrote: all lower or all upper case, which carries no
     * checksum, or a right checksum. A wrong checksum is a typing error and gives nothing.
     */
    public static Optional<String> checksummed(String text) {
        if (!isAddress(text)) {
            return Optional.empty();
        }
        String digits = text.substring(2);
        boolean unchecked =
                digits.equals(digits.toLowerCase(Locale.ROOT))
                        || digits.equals(digits.toUpperCase(Locale.ROOT));
        String checksummed = Keys.toChecksumAddress(text);
        return unchecked || checksummed.equals(text) ? Optional.of(checksummed) : Optional.empty();
    }

    private static boolean isAddress(String text) {
        return text.length() == 42 && text.startsWith("0x") && Rfc3986.isHex(text.substring(2));
    }
}
