package io.guildhall.chain.contract;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;
import org.web3j.utils.Numeric;

/** Hashes and keys: 32 bytes, as 0x and lower-case hexadecimal digits. */
public final class Words {
    private static final Pattern FORM = Pattern.compile("0x[0-9a-fA-F]{64}");

    private Words() {}

    /**
     * The word in its one form.
     *
     * @param field what it is called where it comes from
     */
    public static String require(String field, String word) {
        if (!FORM.matcher(word).matches()) {
            throw EscrowRefusals.invalid(
                    "hash-malformed",
                    field + " is '" + word + "', expected 0x and 64 hexadecimal digits");
        }
        return word.toLowerCase(Locale.ROOT);
    }

    /** Its bytes. */
    public static byte[] bytes(String word) {
        return Numeric.hexStringToByteArray(word);
    }

    /** Of 32 bytes. */
    public static String of(byte[] bytes) {
        return Numeric.toHexString(bytes);
    }

    static byte[] of(BigInteger number) {
        return Numeric.toBytesPadded(number, 32);
    }
}
