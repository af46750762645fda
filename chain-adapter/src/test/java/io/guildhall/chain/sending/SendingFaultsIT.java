package io.guildhall.chain.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.spy;

import io.guildhall.chain.ChainAdapterTest;
import io.guildhall.chain.contract.Consent;
import io.guildhall.chain.contract.ConsentKind;
import io.guildhall.chain.contract.EscrowCalls;
import io.guildhall.chain.contract.EscrowStatus;
import io.guildhall.chain.contract.EscrowedTask;
import io.guildhall.chain.escrow.Relay;
import io.guildhall.chain.keys.Signer;
import io.guildhall.chain.node.At;
import io.guildhall.chain.node.ChainProperties;
import io.guildhall.chain.node.Node;
import io.guildhall.chain.node.Receipt;
import io.guildhall.chain.node.SendResult;
import io.guildhall.chain.testing.People;
import io.guildhall.chain.testing.TestChain;
import io.guildhall.chain.testing.Wallet;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.web3j.crypto.Hash;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.Sign;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;

/** A sender for an account of its own, so that the running one does not send what this one shall. */
@ChainAdapterTest
class SendingFaultsIT {
    @Autowired private TestChain chain;
    @Autowired private Relay relay;
    @Autowired private EscrowCalls calls;
    @Autowired private CommandBook book;
    @Autowired private TransactionSigner transactions;
    @Autowired private SendingProperties properties;
    @Autowired private ChainProperties chainProperties;
    @Autowired private Node node;
    @Autowired private JdbcClient jdbc;

    private final Wallet account = Wallet.create();
    private final Signer signer =
            new Signer() {
                @Override
                public String address() {
                    return account.address();
                }

                @Override
                public Sign.SignatureData sign(byte[] hash) {
                    return Sign.signMessage(hash, account.key(), false);
                }
            };
    private People people;

    @BeforeEach
    void giveMoney() {
        people = new People(chain, relay);
        chain.give(account.address(), BigInteger.TEN.pow(18));
    }

    @AfterEach
    void letTheChainRunAgain() {
        chain.rpc("evm_setAutomine", true);
        chain.rpc("anvil_setNextBlockBaseFeePerGas", "0x3b9aca00");
        chain.mine(1);
    }

    /** Anybody may carry the publisher's approval, so this account does. */
    private Command approval(EscrowedTask task) {
        Consent consent = people.consent(task, ConsentKind.APPROVAL);
        byte[] signature = Numeric.hexStringToByteArray(people.sign(consent, people.publisher()));
        return book.accept(
                new NewCommand(
                        UUID.randomUUID().toString(),
                        "approval",
                        task.key(),
                        task.terms().policy().taskId(),
                        account.address(),
                        chain.contract().address(),
                        calls.carry(task, consent, people.publisher().address(), signature, true)));
    }

    private AccountSender sender(Node through, CommandBook with, Signer by, Clock clock) {
        return new AccountSender(
                by, through, with, transactions, properties, chainProperties, clock);
    }

    private AccountSender sender(Clock clock) {
        return sender(node, book, signer, clock);
    }

    private Command found(Command command) {
        return book.find(command.commandId()).orElseThrow();
    }

    @Test
    void sendsOnceWhereverItsProcessDies() {
        int point = 0;
        for (boolean died = true; died; point++) {
            EscrowedTask task = people.fundedTask();
            long before = node.transactionCount(account.address(), At.LATEST);
            Command command = approval(task);
            CrashPoints crash = new CrashPoints(point);

            died = diesOnTheWay(command, crash);
            // A new process: nothing is left but the rows.
            settle(command, Clock.systemUTC());

            assertThat(found(command).status())
                    .as("after dying %s", crash.where())
                    .isEqualTo(CommandStatus.CONFIRMED);
            assertThat(node.transactionCount(account.address(), At.LATEST))
                    .as("transactions after dying %s", crash.where())
                    .isEqualTo(before + 1);
            assertThat(chain.state(task).status()).isEqualTo(EscrowStatus.NONE);
        }
        assertThat(point).as("places to die at").isGreaterThan(20);
    }

    private boolean diesOnTheWay(Command command, CrashPoints crash) {
        AccountSender doomed =
                sender(
                        crash.around(Node.class, node),
                        crash.around(CommandBook.class, book),
                        crash.around(Signer.class, signer),
                        Clock.systemUTC());
        try {
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(20))
                    .until(
                            () -> {
                                doomed.round();
                                return found(command).status() == CommandStatus.CONFIRMED;
                            });
            return false;
        } catch (SimulatedCrash _) {
            return true;
        }
    }

    private void settle(Command command, Clock clock) {
        AccountSender sender = sender(clock);
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> {
                            sender.round();
                            return found(command).status() == CommandStatus.CONFIRMED
                                    || found(command).status() == CommandStatus.FAILED;
                        });
    }

    @Test
    void twoSendersAtOnceSendOnce() throws Exception {
        List<EscrowedTask> tasks =
                IntStream.range(0, 10).mapToObj(_ -> people.fundedTask()).toList();
        List<Command> commands = tasks.stream().map(this::approval).toList();

        Runnable work =
                () ->
                        await().atMost(Duration.ofSeconds(60))
                                .pollInterval(Duration.ofMillis(10))
                                .ignoreExceptions()
                                .until(
                                        () -> {
                                            sender(Clock.systemUTC()).round();
                                            return commands.stream()
                                                    .allMatch(
                                                            c ->
                                                                    found(c).status()
                                                                            == CommandStatus
                                                                                    .CONFIRMED);
                                        });
        Thread one = Thread.ofPlatform().start(work);
        Thread other = Thread.ofPlatform().start(work);
        one.join();
        other.join();

        assertThat(commands).allMatch(c -> found(c).status() == CommandStatus.CONFIRMED);
        assertThat(node.transactionCount(account.address(), At.LATEST)).isEqualTo(10);
    }

    @Test
    void takesAnotherNumberOnceSomebodyElseHasUsedItsOwnForGood() {
        EscrowedTask task = people.fundedTask();
        Command command = approval(task);
        Command numbered = book.takeNonce(command, 0, BigInteger.valueOf(200_000)).orElseThrow();
        sendElsewhere(Objects.requireNonNull(numbered.nonce()));

        AccountSender sender = sender(Clock.systemUTC());
        sender.round();
        assertThat(found(command).nonce()).isEqualTo(numbered.nonce());
        chain.mine(12);
        settle(command, Clock.systemUTC());

        assertThat(found(command).status()).isEqualTo(CommandStatus.CONFIRMED);
        assertThat(found(command).nonce()).isEqualTo(numbered.nonce() + 1);
        assertThat(node.transactionCount(account.address(), At.LATEST)).isEqualTo(2);
    }

    /** Somebody has a copy of the key. */
    private void sendElsewhere(long nonce) {
        RawTransaction transaction =
                RawTransaction.createEtherTransaction(
                        chainProperties.id(),
                        BigInteger.valueOf(nonce),
                        BigInteger.valueOf(21_000),
                        people.publisher().address(),
                        BigInteger.ONE,
                        BigInteger.ONE,
                        BigInteger.TEN.pow(12));
        byte[] signed =
                TransactionEncoder.encode(
                        transaction,
                        signer.sign(Hash.sha3(TransactionEncoder.encode(transaction))));
        assertThat(node.send(Numeric.toHexString(signed))).isEqualTo(SendResult.ACCEPTED);
        await().until(() -> node.transactionCount(account.address(), At.LATEST) == nonce + 1);
    }

    @Test
    void offersMoreWhenTheBaseFeeHasOutrunIt() {
        EscrowedTask task = people.fundedTask();
        chain.rpc("evm_setAutomine", false);
        Command command = approval(task);
        sender(Clock.systemUTC()).round();
        String first = Objects.requireNonNull(found(command).transactionHash());

        mineAt(BigInteger.TEN.pow(11));
        assertThat(node.receipt(first)).isEmpty();
        Clock later = Clock.offset(Clock.systemUTC(), properties.stuckAfter().plusSeconds(1));
        sender(later).round();
        mineAt(BigInteger.TEN.pow(11));
        settle(command, later);

        Command settled = found(command);
        assertThat(settled.status()).isEqualTo(CommandStatus.CONFIRMED);
        assertThat(settled.transactionHash()).isNotEqualTo(first);
        assertThat(book.attempts(command.id())).hasSizeGreaterThan(1);
        assertThat(node.transactionCount(account.address(), At.LATEST)).isEqualTo(1);
    }

    private void mineAt(BigInteger baseFee) {
        chain.rpc("anvil_setNextBlockBaseFeePerGas", "0x" + baseFee.toString(16));
        chain.mine(1);
    }

    @Test
    void tellsTheContractsReasonWhenItIsTooLate() {
        EscrowedTask task = people.fundedTask();
        chain.rpc("evm_setAutomine", false);
        Command slow = approval(task);
        sender(Clock.systemUTC()).round();
        // Somebody else carries the same approval, and pays more.
        Command fast =
                relay.consent(
                        UUID.randomUUID().toString(),
                        task,
                        people.consent(task, ConsentKind.APPROVAL),
                        people.publisher().address(),
                        people.sign(
                                people.consent(task, ConsentKind.APPROVAL), people.publisher()));
        chain.rpc("evm_setAutomine", true);
        chain.mine(1);
        settle(slow, Clock.systemUTC());

        await().atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                List.of(CommandStatus.CONFIRMED, CommandStatus.FAILED)
                                        .contains(relay.find(fast.commandId()).status()));
        List<Command> both = List.of(found(slow), relay.find(fast.commandId()));
        assertThat(both.stream().filter(c -> c.status() == CommandStatus.CONFIRMED)).hasSize(1);
        assertThat(both.stream().filter(c -> c.status() == CommandStatus.FAILED))
                .singleElement()
                // An ended task has no opening any more, for which the approval was signed.
                .satisfies(c -> assertThat(c.reason()).isEqualTo("escrow-invalid-signature"));
    }

    /** A number that no node ever takes keeps all that follow it waiting. */
    @Test
    void usesUpTheNumberOfACommandThatNoNodeTakesAndSendsTheRest() {
        Command refused = approval(people.fundedTask());
        Command behind = approval(people.fundedTask());
        AtomicReference<Duration> later = new AtomicReference<>(Duration.ZERO);
        Clock clock = mock(Clock.class, _ -> Instant.now().plus(later.get()));
        AccountSender sender = sender(refusing(refused), book, signer, clock);

        sender.round();
        later.set(properties.giveUpAfter().minusSeconds(60));
        sender.round();
        assertThat(found(refused).status()).isEqualTo(CommandStatus.QUEUED);
        later.set(properties.giveUpAfter().plusSeconds(30));
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> {
                            sender.round();
                            return found(behind).status() == CommandStatus.CONFIRMED
                                    && found(refused).status() == CommandStatus.FAILED;
                        });

        assertThat(found(refused).reason()).isEqualTo("command-not-taken");
        assertThat(node.transactionCount(account.address(), At.LATEST)).isEqualTo(2);
    }

    /** In an outage nobody is asked, so nobody refuses. */
    @Test
    void doesNotGiveUpACommandThatIsTakenWhenANodeAnswersAgain() {
        Command command = approval(people.fundedTask());
        AtomicReference<Duration> later = new AtomicReference<>(Duration.ZERO);
        Clock clock = mock(Clock.class, _ -> Instant.now().plus(later.get()));
        AtomicBoolean refuses = new AtomicBoolean(true);
        AccountSender sender = sender(refusing(command, refuses), book, signer, clock);
        sender.round();

        refuses.set(false);
        later.set(properties.giveUpAfter().plusSeconds(60));
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> {
                            sender.round();
                            return List.of(CommandStatus.CONFIRMED, CommandStatus.FAILED)
                                    .contains(found(command).status());
                        });

        assertThat(found(command).status()).isEqualTo(CommandStatus.CONFIRMED);
    }

    /** The block of a command is told after its end: what is told of it must not keep its attempts for ever. */
    @Test
    void attemptsOfACommandThatEndedAreToBeForgotten() {
        Command command = approval(people.fundedTask());
        settle(command, Clock.systemUTC());
        Command settled = found(command);

        assertThat(
                        book.reviveReplaced(
                                Objects.requireNonNull(settled.minedBlock()),
                                node.receipt(Objects.requireNonNull(settled.transactionHash()))
                                        .orElseThrow()
                                        .blockHash()))
                .isZero();
        assertThat(attemptsToForget(command)).isEqualTo(1);

        assertThat(
                        book.reviveReplaced(
                                Objects.requireNonNull(settled.minedBlock()),
                                "0x" + "cd".repeat(32)))
                .isEqualTo(1);
        assertThat(attemptsToForget(command)).isZero();
    }

    private int attemptsToForget(Command command) {
        return jdbc.sql("SELECT COUNT(*) FROM Attempt WHERE command = ? AND settled_at IS NOT NULL")
                .param(command.id())
                .query(Integer.class)
                .single();
    }

    private Node refusing(Command command) {
        return refusing(command, new AtomicBoolean(true));
    }

    /** A node that takes no transaction that does what this command asks for. */
    private Node refusing(Command command, AtomicBoolean refuses) {
        Node through = spy(node);
        String data = command.data().substring(2);
        doAnswer(
                        call ->
                                refuses.get() && call.<String>getArgument(0).contains(data)
                                        ? SendResult.REFUSED
                                        : call.callRealMethod())
                .when(through)
                .send(any());
        return through;
    }

    /** The sender may see a block, and its end, before the follower does; then nobody takes anything back. */
    @Test
    void isOnItsWayAgainWhereAnotherBlockIsToldThanItWasIn() {
        Command command = approval(people.fundedTask());
        Command numbered = book.takeNonce(command, 0, BigInteger.valueOf(200_000)).orElseThrow();
        long next = node.head().number() + 1;
        book.confirm(
                numbered,
                new Receipt(
                        "0x" + "ab".repeat(32),
                        next,
                        "0x" + "cd".repeat(32),
                        true,
                        BigInteger.ONE,
                        BigInteger.ONE));

        chain.mine(1);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> found(command).status() == CommandStatus.SENT);
        assertThat(found(command).nonce()).isEqualTo(numbered.nonce());
        assertThat(found(command).minedBlock()).isNull();
    }

    @Test
    void takesCommandsWhileTheNodeIsGone() {
        EscrowedTask task = people.fundedTask();
        Consent claim = people.consent(task, ConsentKind.CLAIM);
        String signature = people.sign(claim, people.worker());

        chain.server().pause();
        Command taken;
        try {
            taken = relay.claim(UUID.randomUUID().toString(), task, claim, signature);
        } finally {
            chain.server().resume();
        }

        assertThat(taken.status()).isEqualTo(CommandStatus.QUEUED);
        people.confirmed(taken);
        assertThat(chain.state(task).worker()).isEqualTo(people.worker().address());
    }
}
