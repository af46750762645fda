package io.guildhall.chain.testing;

import io.guildhall.chain.contract.Consent;
import io.guildhall.chain.contract.TypedData;
import java.math.BigInteger;
import java.security.SecureRandom;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;
import org.web3j.utils.Numeric;

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

    /** r, s, v over 32 bytes. */
    public String sign(byte[] hash) {
        Sign.SignatureData data = Sign.signMessage(hash, key, false);
        byte[] signature = new byte[65];
        System.arraycopy(data.getR(), 0, signature, 0, 32);
        System.arraycopy(data.getS(), 0, signature, 32, 32);
        signature[64] = data.getV()[0];
        return Numeric.toHexString(signature);
    }

    /** A consent of the development chain's escrow. */
    public String sign(Consent consent, String contract) {
        return sign(TypedData.digest(consent, 31_337, contract));
    }
}
