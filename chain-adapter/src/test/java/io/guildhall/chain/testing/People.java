package io.guildhall.chain.testing;

import io.guildhall.chain.contract.Consent;
import io.guildhall.chain.contract.ConsentKind;
import io.guildhall.chain.contract.EscrowState;
import io.guildhall.chain.contract.EscrowedTask;
import io.guildhall.chain.escrow.Relay;
import io.guildhall.chain.sending.Command;
import io.guildhall.chain.sending.CommandStatus;
import java.math.BigInteger;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** A publisher and a worker who sign for what they do, and the relay that carries it. */
public final class People {
    /** What stands for a hash of words in tests. */
    public static final String DIGEST = "0x" + "c4".repeat(32);

    private final TestChain chain;
    private final Relay relay;
    private final Wallet publisher = Wallet.create();
    private final Wallet worker = Wallet.create();

    public People(TestChain chain, Relay relay) {
        this.chain = chain;
        this.relay = relay;
        chain.give(publisher.address(), BigInteger.TEN.pow(18));
        chain.rpc("anvil_impersonateAccount", publisher.address());
    }

    public Wallet publisher() {
        return publisher;
    }

    public Wallet worker() {
        return worker;
    }

    /** A funded task of this publisher. */
    public EscrowedTask fundedTask() {
        return chain.fund(chain.task(publisher.address(), "0x" + "0".repeat(40), 0));
    }

    /** The worker's claim, given to the relay. */
    public Command claim(EscrowedTask task) {
        return signedClaim(task).get();
    }

    /** The same, signed now, which asks the chain, and given to the relay later, which does not. */
    public Supplier<Command> signedClaim(EscrowedTask task) {
        Consent consent = consent(task, ConsentKind.CLAIM);
        String signature = sign(consent, worker);
        return () -> relay.claim(id(), task, consent, signature);
    }

    /** Any other consent, given to the relay. */
    public Command carry(EscrowedTask task, ConsentKind kind, Wallet by) {
        Consent consent = consent(task, kind);
        return relay.consent(id(), task, consent, by.address(), sign(consent, by));
    }

    /** What they would sign now. */
    public Consent consent(EscrowedTask task, ConsentKind kind) {
        EscrowState state = chain.state(task);
        return new Consent(
                kind, task.key(), state.openedIn(), worker.address(), state.round(), DIGEST, 0, 0);
    }

    public String sign(Consent consent, Wallet by) {
        return by.sign(consent, chain.contract().address());
    }

    /** Waits for a command to be confirmed. */
    public Command confirmed(Command command) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> relay.find(command.commandId()),
                        found -> found.status() == CommandStatus.CONFIRMED);
    }

    /** Waits for a command to have an end, whichever. */
    public Command settled(Command command) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> relay.find(command.commandId()),
                        found ->
                                found.status() == CommandStatus.CONFIRMED
                                        || found.status() == CommandStatus.FAILED);
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
