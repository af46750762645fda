package io.guildhall.chain.escrow;

import io.guildhall.chain.contract.Addresses;
import io.guildhall.chain.contract.Consent;
import io.guildhall.chain.contract.ConsentKind;
import io.guildhall.chain.contract.EscrowCalls;
import io.guildhall.chain.contract.EscrowContract;
import io.guildhall.chain.contract.EscrowRefusals;
import io.guildhall.chain.contract.EscrowedTask;
import io.guildhall.chain.contract.Signatures;
import io.guildhall.chain.contract.Timer;
import io.guildhall.chain.contract.Words;
import io.guildhall.chain.keys.PlatformKeys;
import io.guildhall.chain.keys.Role;
import io.guildhall.chain.keys.Signer;
import io.guildhall.chain.sending.Command;
import io.guildhall.chain.sending.Commands;
import io.guildhall.chain.sending.NewCommand;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import java.util.Locale;
import org.springframework.stereotype.Service;

/** Carries to the chain what people signed, what arbiters decided, and what time allows. Each by its id, once. */
@Service
public class Relay {
    private final Commands commands;
    private final EscrowCalls calls;
    private final EscrowContract contract;
    private final PlatformKeys keys;
    private final SignatureCheck signatures;

    Relay(
            Commands commands,
            EscrowCalls calls,
            EscrowContract contract,
            PlatformKeys keys,
            SignatureCheck signatures) {
        this.commands = commands;
        this.calls = calls;
        this.contract = contract;
        this.keys = keys;
        this.signatures = signatures;
    }

    /** Gives the task to a worker who signed for it. */
    public Command claim(String commandId, EscrowedTask task, Consent consent, String signature) {
        if (consent.kind() != ConsentKind.CLAIM) {
            throw malformed("the consent is a " + consent.kind() + ", expected a CLAIM");
        }
        return carry(commandId, task, consent, consent.worker(), signature);
    }

    /** Carries any other consent of one side. */
    public Command consent(
            String commandId, EscrowedTask task, Consent consent, String signer, String signature) {
        if (consent.kind() == ConsentKind.CLAIM) {
            throw malformed("the consent is a CLAIM, expected another kind");
        }
        return carry(commandId, task, consent, Addresses.require("signer", signer), signature);
    }

    private Command carry(
            String commandId, EscrowedTask task, Consent consent, String signer, String signature) {
        requireSameTask(task, consent);
        byte[] proof = Signatures.require("signature", signature);
        boolean withKey = signatures.isByKey(consent, signer, proof);
        return give(
                commandId,
                lower(consent.kind()),
                task,
                Role.ASSIGNER,
                calls.carry(task, consent, signer, proof, withKey));
    }

    /** Carries the agreement of both sides. */
    public Command settlement(
            String commandId,
            EscrowedTask task,
            Consent consent,
            String publisherSignature,
            String workerSignature) {
        if (consent.kind() != ConsentKind.SETTLEMENT) {
            throw malformed("the consent is a " + consent.kind() + ", expected a SETTLEMENT");
        }
        requireSameTask(task, consent);
        return give(
                commandId,
                lower(consent.kind()),
                task,
                Role.ASSIGNER,
                calls.settle(
                        task,
                        consent,
                        Signatures.require("publisher_signature", publisherSignature),
                        Signatures.require("worker_signature", workerSignature)));
    }

    /** Decides a dispute. */
    public Command ruling(String commandId, EscrowedTask task, int share, String reason) {
        return give(
                commandId,
                "ruling",
                task,
                Role.ARBITER,
                calls.resolve(task, share, Words.require("reason", reason)));
    }

    /** Decides an appeal. */
    public Command appealRuling(String commandId, EscrowedTask task, int share, String reason) {
        return give(
                commandId,
                "appeal-ruling",
                task,
                Role.APPEAL_ARBITER,
                calls.resolveAppeal(task, share, Words.require("reason", reason)));
    }

    /** Executes what a clock allows. */
    public Command timer(String commandId, EscrowedTask task, Timer timer) {
        return give(commandId, lower(timer), task, Role.ASSIGNER, calls.execute(timer, task));
    }

    /** How far a command is. */
    public Command find(String commandId) {
        return commands.find(commandId)
                .orElseThrow(
                        () ->
                                new ProblemException(
                                        ProblemKind.NOT_FOUND,
                                        "command-not-found",
                                        "There is no command " + commandId));
    }

    private Command give(String commandId, String kind, EscrowedTask task, Role role, String data) {
        String account =
                keys.find(role)
                        .map(Signer::address)
                        .orElseThrow(
                                () ->
                                        EscrowRefusals.conflict(
                                                "escrow-role-missing",
                                                "There is no key for " + role));
        return commands.give(
                new NewCommand(
                        commandId,
                        kind,
                        task.key(),
                        task.terms().policy().taskId(),
                        account,
                        contract.address(),
                        data));
    }

    private static void requireSameTask(EscrowedTask task, Consent consent) {
        if (!task.key().equals(consent.taskKey())) {
            throw malformed(
                    "the consent is about " + consent.taskKey() + ", expected " + task.key());
        }
    }

    private static ProblemException malformed(String detail) {
        return EscrowRefusals.invalid("consent-malformed", detail);
    }

    private static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
