package io.guildhall.chain.contract;

import java.math.BigInteger;
import java.security.SignatureException;
import java.util.Arrays;
import java.util.Optional;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;
import org.web3j.utils.Numeric;

/** Signatures of accounts with a key. */
public final class Signatures {
    /** Contract wallets may join several; nothing longer is worth a look. */
    private static final int MOST_BYTES = 4_096;

    /** Half the order of secp256k1: of two equivalent values of s only the lower counts (EIP-2). */
    private static final BigInteger HALF_ORDER = Sign.CURVE_PARAMS.getN().shiftRight(1);

    private Signatures() {}

    /** The bytes of a signature in hexadecimal digits with 0x. An empty one is refused: the contract takes it for the sender's. */
    public static byte[] require(String field, String signature) {
        if (!signature.matches("0x([0-9a-fA-F]{2}){1," + MOST_BYTES + "}")) {
            throw EscrowRefusals.invalid(
                    "signature-malformed",
                    field
                            + " is no signature of 1 to "
                            + MOST_BYTES
                            + " bytes in hexadecimal digits");
        }
        return Numeric.hexStringToByteArray(signature);
    }

    /**
     * Who signed with a key.
     *
     * @param signature r, s, v: 65 bytes, v as 27, 28 or as 0, 1
     * @return EIP-55 form; nothing when the signature has another shape, a high s, or fits no key
     */
    public static Optional<String> signer(byte[] digest, byte[] signature) {
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
                    Sign.signedMessageHashToKey(digest, new Sign.SignatureData((byte) v, r, s));
            return Optional.of(Keys.toChecksumAddress(Keys.getAddress(key)));
        } catch (SignatureException | RuntimeException _) {
            // web3j reports values outside the curve by several unchecked exceptions.
            return Optional.empty();
        }
    }

    /** v as the contract wants it, where wallets may write 0 and 1. */
    static byte[] normalised(byte[] signature) {
        if (signature.length != 65 || signature[64] < 0 || signature[64] > 1) {
            return signature;
        }
        byte[] copy = signature.clone();
        copy[64] = (byte) (copy[64] + 27);
        return copy;
    }

    /** The first of the two words of ERC-2098. */
    static byte[] compactR(byte[] signature) {
        return Arrays.copyOfRange(signature, 0, 32);
    }

    /** The second: s, with what tells v on top. */
    static byte[] compactVs(byte[] signature) {
        byte[] vs = Arrays.copyOfRange(signature, 32, 64);
        if (normalised(signature)[64] == 28) {
            vs[0] |= (byte) 0x80;
        }
        return vs;
    }
}
