package io.guildhall.chain.escrow;

import io.guildhall.chain.contract.Addresses;
import io.guildhall.chain.contract.Consent;
import io.guildhall.chain.contract.EscrowContract;
import io.guildhall.chain.contract.Signatures;
import io.guildhall.chain.contract.TypedData;
import io.guildhall.chain.contract.Words;
import io.guildhall.chain.node.At;
import io.guildhall.chain.node.Call;
import io.guildhall.chain.node.ChainProperties;
import io.guildhall.chain.node.Node;
import io.guildhall.chain.node.RevertedException;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Service;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.generated.Bytes32;

/** Whether a signature is an account's: by its key, or because the contract at that address says so (ERC-1271). */
@Service
public class SignatureCheck {
    /** What a contract says that agrees, padded: the first bytes of {@code isValidSignature}'s own hash. */
    private static final String YES = "0x1626ba7e" + "0".repeat(56);

    /** Bounds what a hostile contract can make the node compute. */
    private static final BigInteger GAS = BigInteger.valueOf(5_000_000);

    private final Node node;
    private final ChainProperties chain;
    private final EscrowContract contract;

    SignatureCheck(Node node, ChainProperties chain, EscrowContract contract) {
        this.node = node;
        this.chain = chain;
        this.contract = contract;
    }

    /** Whether it is the signer's consent. */
    public boolean isConsent(Consent consent, String signer, String signature) {
        byte[] digest = TypedData.digest(consent, chain.id(), contract.address());
        return isOf(
                Addresses.require("signer", signer),
                digest,
                Signatures.require("signature", signature));
    }

    /** Whether it is the account's over 32 bytes. */
    public boolean isWalletSignature(String account, String hash, String signature) {
        return isOf(
                Addresses.require("account", account),
                Words.bytes(Words.require("message_hash", hash)),
                Signatures.require("signature", signature));
    }

    /** Whether a consent was signed with the signer's own key, which needs no chain to tell. */
    public boolean isByKey(Consent consent, String signer, byte[] signature) {
        byte[] digest = TypedData.digest(consent, chain.id(), contract.address());
        return Signatures.signer(digest, signature).filter(signer::equals).isPresent();
    }

    private boolean isOf(String account, byte[] digest, byte[] signature) {
        return Signatures.signer(digest, signature).filter(account::equals).isPresent()
                || isOfContract(account, digest, signature);
    }

    private boolean isOfContract(String account, byte[] digest, byte[] signature) {
        String data =
                FunctionEncoder.encode(
                        new Function(
                                "isValidSignature",
                                List.of(new Bytes32(digest), new DynamicBytes(signature)),
                                List.of()));
        try {
            String answer = node.call(Call.of(account, data).gas(GAS), At.LATEST);
            return answer.toLowerCase(Locale.ROOT).startsWith(YES);
        } catch (RevertedException _) {
            return false;
        }
    }
}
