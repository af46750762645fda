package io.guildhall.chain.keys;

import org.web3j.crypto.Credentials;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;

/** A key in the memory of this process. */
final class LocalSigner implements Signer {
    private final Credentials credentials;
    private final String address;

    LocalSigner(Credentials credentials) {
        this.credentials = credentials;
        this.address = Keys.toChecksumAddress(credentials.getAddress());
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public Sign.SignatureData sign(byte[] hash) {
        return Sign.signMessage(hash, credentials.getEcKeyPair(), false);
    }

    @Override
    public String toString() {
        return address;
    }
}
