package io.guildhall.user.siwe;

import io.guildhall.user.siwe.SiweRefusal.Reason;
import java.time.Instant;

/** Verifies a signed message: first what it says, then who signed it. */
public final class SiweVerifier {
    private final ContractWallets contractWallets;

    public SiweVerifier(ContractWallets contractWallets) {
        this.contractWallets = contractWallets;
    }

    /**
     * Verifies a message that was parsed.
     *
     * @param signature hexadecimal with 0x
     * @throws SiweRefusal when it says something else, or the account did not sign it
     * @throws io.guildhall.defaults.problem.ProblemException {@code chain-unavailable} when only the chain
     *     could tell and it did not answer
     */
    public void verify(
            SiweMessage message, String signature, SiweExpectation expectation, Instant now) {
        expectation.check(message, now);
        byte[] bytes =
                PersonalSignature.bytes(signature)
                        .orElseThrow(
                                () ->
                                        new SiweRefusal(
                                                Reason.SIGNATURE_INVALID,
                                                "Expected hexadecimal bytes with 0x"));
        byte[] hash = PersonalSignature.hash(message.text());
        boolean signedByKey =
                PersonalSignature.signer(hash, bytes).filter(message.address()::equals).isPresent();
        if (!signedByKey && !contractWallets.approves(message.address(), hash, bytes)) {
            throw new SiweRefusal(
                    Reason.SIGNATURE_INVALID, message.address() + " did not sign the message");
        }
    }
}
