package io.guildhall.chain.contract;

import static io.guildhall.chain.contract.Signatures.compactR;
import static io.guildhall.chain.contract.Signatures.compactVs;

import io.guildhall.contracts.TaskEscrow;
import java.math.BigInteger;
import java.util.List;
import org.springframework.stereotype.Component;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.generated.Uint256;

/** The data of every call, in hexadecimal digits with 0x. Knows no node. */
@Component
public class EscrowCalls {
    private static final int KEY_SIGNATURE = 65;

    private final TaskEscrow escrow;

    EscrowCalls(TaskEscrow escrow) {
        this.escrow = escrow;
    }

    /** Of the publisher's own wallet. */
    public String fund(Terms terms) {
        return escrow.fund(struct(terms), BigInteger.ZERO).encodeFunctionCall();
    }

    /** Lets the escrow take what a funding costs out of an ERC-20. */
    public String allow(String escrowAddress, BigInteger amount) {
        return FunctionEncoder.encode(
                new Function(
                        "approve",
                        List.of(new Address(escrowAddress), new Uint256(amount)),
                        List.of()));
    }

    /** By the publisher. */
    public String cancel(Terms terms) {
        return escrow.cancel(struct(terms)).encodeFunctionCall();
    }

    /** By the publisher. */
    public String approve(Terms terms, String worker) {
        return escrow.approveCompletion(struct(terms), worker).encodeFunctionCall();
    }

    /** By anybody. */
    public String execute(Timer timer, EscrowedTask task) {
        TaskEscrow.Terms terms = struct(task.terms());
        return switch (timer) {
            case LAPSE -> escrow.lapse(task.publisher(), terms).encodeFunctionCall();
            case REFUND -> escrow.refund(task.publisher(), terms).encodeFunctionCall();
            case RELEASE -> escrow.release(task.publisher(), terms).encodeFunctionCall();
            case EXECUTE_RULING ->
                    escrow.executeRuling(task.publisher(), terms).encodeFunctionCall();
            case EXECUTE_DEFAULT ->
                    escrow.executeDefault(task.publisher(), terms).encodeFunctionCall();
        };
    }

    /**
     * Carries what one side signed. A claim only the assigner may carry, the rest anybody.
     *
     * @param signedWithKey whether the signature is r, s, v of the signer's own key, for which the contract has cheaper forms
     */
    public String carry(
            EscrowedTask task,
            Consent consent,
            String signer,
            byte[] signature,
            boolean signedWithKey) {
        TaskEscrow.Terms terms = struct(task.terms());
        String publisher = task.publisher();
        byte[] key = Words.bytes(consent.taskKey());
        byte[] proof = Signatures.normalised(signature);
        boolean compact = signedWithKey && signature.length == KEY_SIGNATURE;
        return switch (consent.kind()) {
            case CLAIM -> {
                if (compact) {
                    yield escrow.assignTo(
                                    key,
                                    consent.worker(),
                                    compactR(signature),
                                    compactVs(signature))
                            .encodeFunctionCall();
                }
                yield escrow.assignTo(key, consent.worker(), proof).encodeFunctionCall();
            }
            case SUBMISSION -> {
                byte[] evidence = Words.bytes(consent.digest());
                if (compact) {
                    yield escrow.submitWork(
                                    key, evidence, compactR(signature), compactVs(signature))
                            .encodeFunctionCall();
                }
                yield escrow.submitWork(key, evidence, proof).encodeFunctionCall();
            }
            case REVISION ->
                    escrow.requestRevision(publisher, terms, Words.bytes(consent.digest()), proof)
                            .encodeFunctionCall();
            case ABANDONMENT -> escrow.abandon(publisher, terms, proof).encodeFunctionCall();
            case DISPUTE ->
                    escrow.dispute(publisher, terms, signer, Words.bytes(consent.digest()), proof)
                            .encodeFunctionCall();
            case APPEAL ->
                    escrow.appeal(publisher, terms, signer, Words.bytes(consent.digest()), proof)
                            .encodeFunctionCall();
            case APPROVAL ->
                    escrow.approveCompletionSigned(publisher, terms, consent.worker(), proof)
                            .encodeFunctionCall();
            case SETTLEMENT ->
                    throw EscrowRefusals.invalid(
                            "consent-malformed", "a settlement needs the signatures of both sides");
        };
    }

    /** Carries what both sides signed. */
    public String settle(EscrowedTask task, Consent consent, byte[] byPublisher, byte[] byWorker) {
        return escrow.settle(
                        task.publisher(),
                        struct(task.terms()),
                        consent.worker(),
                        BigInteger.valueOf(consent.share()),
                        BigInteger.valueOf(consent.validUntil()),
                        Signatures.normalised(byPublisher),
                        Signatures.normalised(byWorker))
                .encodeFunctionCall();
    }

    /** By the arbiter. */
    public String resolve(EscrowedTask task, int share, String reason) {
        return escrow.resolve(
                        task.publisher(),
                        struct(task.terms()),
                        BigInteger.valueOf(share),
                        Words.bytes(reason))
                .encodeFunctionCall();
    }

    /** By the second arbiter of the terms. */
    public String resolveAppeal(EscrowedTask task, int share, String reason) {
        return escrow.resolveAppeal(
                        task.publisher(),
                        struct(task.terms()),
                        BigInteger.valueOf(share),
                        Words.bytes(reason))
                .encodeFunctionCall();
    }

    /** By whoever was credited, to an account of their choice. */
    public String withdrawCredit(String token, String recipient) {
        return escrow.withdrawCredit(token, recipient).encodeFunctionCall();
    }

    /** By the guardian. */
    public String pause() {
        return escrow.pause().encodeFunctionCall();
    }

    private static TaskEscrow.Terms struct(Terms terms) {
        return new TaskEscrow.Terms(
                Words.bytes(terms.content()),
                terms.token(),
                terms.reward(),
                terms.appealArbiter(),
                terms.policy().packed());
    }
}
