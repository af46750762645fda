package io.guildhall.user.testing;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;

/** A person's own key. */
public record Wallet(ECKeyPair key) {
    private static final SecureRandom RANDOM = new SecureRandom();

    public static Wallet create() {
        return new Wallet(ECKeyPair.create(new BigInteger(250, RANDOM).add(BigInteger.ONE)));
    }

    /** EIP-55 form. */
    public String address() {
        return Keys.toChecksumAddress(Keys.getAddress(key));
    }

    /** r, s, v as wallets give them for {@code personal_sign}. */
    public byte[] sign(String text) {
        Sign.SignatureData data =
                Sign.signPrefixedMessage(text.getBytes(StandardCharsets.UTF_8), key);
        byte[] signature = new byte[65];
        System.arraycopy(data.getR(), 0, signature, 0, 32);
        System.arraycopy(data.getS(), 0, signature, 32, 32);
        signature[64] = data.getV()[0];
        return signature;
    }

    public static String hex(byte[] bytes) {
        return "0x" + HexFormat.of().formatHex(bytes);
    }
}
