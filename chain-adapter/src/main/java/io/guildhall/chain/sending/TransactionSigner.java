package io.guildhall.chain.sending;

import io.guildhall.chain.keys.Signer;
import io.guildhall.chain.node.ChainProperties;
import java.math.BigInteger;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.web3j.crypto.Hash;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.Sign;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;

/** Makes transactions of the kind EIP-1559. */
@Component
class TransactionSigner {
    /** What the simplest transaction takes. */
    private static final long EMPTY_GAS = 21_000;

    private final ChainProperties chain;

    TransactionSigner(ChainProperties chain) {
        this.chain = chain;
    }

    /**
     * A transaction that may be handed over.
     *
     * @param hash its name on the chain
     */
    record Signed(String hash, String raw, FeePolicy.Offer offer) {}

    Signed sign(Command command, Signer signer, FeePolicy.Offer offer) {
        return sign(
                command,
                signer,
                offer,
                command.target(),
                command.data(),
                Objects.requireNonNull(command.gasLimit()));
    }

    /** One that does nothing but use up the command's number. */
    Signed signVoid(Command command, Signer signer, FeePolicy.Offer offer) {
        return sign(command, signer, offer, signer.address(), "0x", EMPTY_GAS);
    }

    private Signed sign(
            Command command,
            Signer signer,
            FeePolicy.Offer offer,
            String to,
            String data,
            long gasLimit) {
        RawTransaction transaction =
                RawTransaction.createTransaction(
                        chain.id(),
                        BigInteger.valueOf(Objects.requireNonNull(command.nonce())),
                        BigInteger.valueOf(gasLimit),
                        to,
                        BigInteger.ZERO,
                        data,
                        offer.tip(),
                        offer.maxFee());
        Sign.SignatureData signature =
                signer.sign(Hash.sha3(TransactionEncoder.encode(transaction)));
        byte[] signed = TransactionEncoder.encode(transaction, signature);
        return new Signed(
                Numeric.toHexString(Hash.sha3(signed)), Numeric.toHexString(signed), offer);
    }
}
