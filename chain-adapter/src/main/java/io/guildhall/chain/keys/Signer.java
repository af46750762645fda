package io.guildhall.chain.keys;

import org.web3j.crypto.Sign;

/** Signs for one account. Whoever implements it never shows the key: not by a method, not in a text, not in a log. */
public interface Signer {
    /** The account, in EIP-55 form. */
    String address();

    /** Signs 32 bytes as they are. */
    Sign.SignatureData sign(byte[] hash);
}
