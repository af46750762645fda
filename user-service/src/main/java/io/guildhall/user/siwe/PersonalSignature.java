package io.guildhall.user.siwe;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SignatureException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;

/** Signatures over texts as wallets make them with {@code personal_sign} (ERC-191, version 0x45). */
public final class PersonalSignature {
    /** Contract wallets may join several signatures; nothing longer is worth a look. */
    private static final int MOST_BYTES = 4_096;

    /** Half the order of secp256k1: of the two equivalent values of s only the lower is canonical (EIP-2). */
    private static final BigInteger HALF_ORDER = Sign.CURVE_PARAMS.getN().shiftRight(1);

    private PersonalSignature() {}

    /** The bytes of a hexadecimal signature with its 0x, or nothing when it is none. */
    public static Optional<byte[]> bytes(String hex) {
        boolean wellFormed =
                hex.startsWith("0x")
                        && hex.length() % 2 == 0
                        && hex.length() <= 2 + 2 * MOST_BYTES
                        && Rfc3986.isHex(hex.substring(2));
        return wellFormed
                ? Optional.of(HexFormat.of().parseHex(hex.substring(2)))
                : Optional.empty();
    }

    /** The 32 bytes that a wallet signs for a text. */
    public static byte[] hash(String text) {
        return Sign.getEthereumMessageHash(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Who signed a hash with a key of their own.
     *
     * @param signature r, s, v: 65 bytes, v as 27, 28 or as 0, 1
     * @return EIP-55 form; nothing when the signature has another shape, a high s, or fits no key
     */
    public static Optional<String> signer(byte[] hash, byte[] signature) {
        if (signature.length != 65) {
            return Optional.empty();
        }
        byte[] r = Arrays.copyOfRange(signature, 0, 32);
        byte[] s = Arrays.copyOfRange(signature, 32, 64);
        int v = signature[64] < 27 ? signature[64] + 27 : signature[64];
        if ((v != 27 && v != 28) || new BigInteger(1, s).compareTo(HALF_ORDER) > 0) {
            return Optional.empty();
        }
        try {
            BigInteger key =
                    Sign.signedMessageHashToKey(hash, new Sign.SignatureData((byte) v, r, s));
            return Optional.of(Keys.toChecksumAddress(Keys.getAddress(key)));
        } catch (SignatureException | RuntimeException _) {
            // web3j reports values outside the curve by several unchecked exceptions.
            return Optional.empty();
        }
    }
}
