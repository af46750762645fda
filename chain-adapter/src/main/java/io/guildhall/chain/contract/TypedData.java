package io.guildhall.chain.contract;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.web3j.crypto.Hash;

/** What is hashed and signed, as EIP-712 and the contract have it. */
public final class TypedData {
    private static final String DOMAIN_TYPE =
            "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)";
    private static final String NAME = "Guildhall Task Escrow";
    private static final String VERSION = "1";

    private TypedData() {}

    /** The 32 bytes that a wallet signs for a consent. */
    public static byte[] digest(Consent consent, long chainId, String contract) {
        byte[] domain = domain(chainId, contract);
        byte[] struct = hash(consent);
        return Hash.sha3(joined(new byte[] {0x19, 0x01}, domain, struct));
    }

    private static byte[] domain(long chainId, String contract) {
        return Hash.sha3(
                joined(
                        keccak(DOMAIN_TYPE),
                        keccak(NAME),
                        keccak(VERSION),
                        Words.of(BigInteger.valueOf(chainId)),
                        address(contract)));
    }

    private static byte[] hash(Consent consent) {
        ByteArrayOutputStream words = new ByteArrayOutputStream();
        words.writeBytes(keccak(consent.kind().type()));
        for (ConsentKind.Field field : consent.kind().fields()) {
            words.writeBytes(
                    switch (field) {
                        case TASK -> Words.bytes(consent.taskKey());
                        case OPENED_IN -> number(consent.openedIn());
                        case WORKER -> address(consent.worker());
                        case ROUND -> number(consent.round());
                        case DIGEST -> Words.bytes(consent.digest());
                        case SHARE -> number(consent.share());
                        case VALID_UNTIL -> number(consent.validUntil());
                    });
        }
        return Hash.sha3(words.toByteArray());
    }

    static String keyOf(EscrowedTask task) {
        Terms terms = task.terms();
        return Words.of(
                Hash.sha3(
                        joined(
                                address(task.publisher()),
                                Words.bytes(terms.content()),
                                address(terms.token()),
                                Words.of(terms.reward()),
                                address(terms.appealArbiter()),
                                Words.of(terms.policy().packed()))));
    }

    private static byte[] keccak(String text) {
        return Hash.sha3(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] number(long value) {
        return Words.of(BigInteger.valueOf(value));
    }

    private static byte[] address(String address) {
        return Words.of(new BigInteger(address.substring(2), 16));
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
