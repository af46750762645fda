package io.guildhall.chain.escrow.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.guildhall.chain.ChainAdapterTest;
import io.guildhall.chain.contract.Consent;
import io.guildhall.chain.contract.ConsentKind;
import io.guildhall.chain.contract.EscrowState;
import io.guildhall.chain.contract.EscrowStatus;
import io.guildhall.chain.contract.EscrowedTask;
import io.guildhall.chain.contract.Terms;
import io.guildhall.chain.node.At;
import io.guildhall.chain.testing.Answers;
import io.guildhall.chain.testing.TestChain;
import io.guildhall.chain.testing.Wallet;
import io.guildhall.chain.testing.Wire;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.proto.chain.v1.Command;
import io.guildhall.proto.chain.v1.CommandStatus;
import io.guildhall.proto.chain.v1.ExecuteTimerRequest;
import io.guildhall.proto.chain.v1.GetCommandRequest;
import io.guildhall.proto.chain.v1.RelayClaimRequest;
import io.guildhall.proto.chain.v1.RelayConsentRequest;
import io.guildhall.proto.chain.v1.RelaySettlementRequest;
import io.guildhall.proto.chain.v1.ResolveRequest;
import io.guildhall.proto.chain.v1.Verb;
import java.math.BigInteger;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ChainAdapterTest
class RelayIT {
    private static final String DIGEST = "0x" + "c4".repeat(32);
    private static final String APPEAL_ARBITER = "0xdD2FD4581271e230360230F9337D5c0430Bf44C0";

    @Autowired private EscrowGrpcService door;
    @Autowired private TestChain chain;

    private final Wallet worker = Wallet.create();
    private final Wallet publisher = Wallet.create();

    @BeforeEach
    void givePublisherMoney() {
        chain.give(publisher.address(), BigInteger.TEN.pow(18));
        chain.rpc("anvil_impersonateAccount", publisher.address());
    }

    private EscrowedTask funded() {
        return chain.fund(chain.task(publisher.address(), APPEAL_ARBITER, TestChain.WINDOW));
    }

    @Test
    void paysAWorkerWhoOwnsNoEther() {
        EscrowedTask task = funded();

        Command claimed = settled(claim(task, worker, UUID.randomUUID().toString()));
        Command submitted = settled(carry(task, ConsentKind.SUBMISSION, worker));
        Command approved = settled(carry(task, ConsentKind.APPROVAL, publisher));

        assertThat(claimed.getStatus()).isEqualTo(CommandStatus.COMMAND_STATUS_CONFIRMED);
        assertThat(submitted.getStatus()).isEqualTo(CommandStatus.COMMAND_STATUS_CONFIRMED);
        assertThat(approved.getStatus()).isEqualTo(CommandStatus.COMMAND_STATUS_CONFIRMED);
        assertThat(chain.state(task).status()).isEqualTo(EscrowStatus.NONE);
        assertThat(chain.contract().balance(Terms.ETHER, worker.address(), At.LATEST))
                .isEqualTo(task.terms().reward());
    }

    @Test
    void carriesARevisionAndGivesTheClaimBack() {
        EscrowedTask task = funded();
        settled(claim(task, worker, UUID.randomUUID().toString()));
        settled(carry(task, ConsentKind.SUBMISSION, worker));

        settled(carry(task, ConsentKind.REVISION, publisher));
        EscrowState asked = chain.state(task);
        settled(carry(task, ConsentKind.ABANDONMENT, worker));

        assertThat(asked.status()).isEqualTo(EscrowStatus.REVISION_ASKED);
        assertThat(asked.round()).isEqualTo(1);
        assertThat(chain.state(task).status()).isEqualTo(EscrowStatus.OPEN);
    }

    @Test
    void decidesADisputeAndItsAppeal() {
        EscrowedTask task = funded();
        settled(claim(task, worker, UUID.randomUUID().toString()));
        settled(carry(task, ConsentKind.DISPUTE, worker));

        settled(resolve(task, 2_000, false));
        EscrowState ruled = chain.state(task);
        settled(carry(task, ConsentKind.APPEAL, worker));
        settled(resolve(task, 10_000, true));

        assertThat(ruled.status()).isEqualTo(EscrowStatus.RULED);
        assertThat(ruled.ruledShare()).isEqualTo(2_000);
        assertThat(chain.state(task).status()).isEqualTo(EscrowStatus.NONE);
        assertThat(chain.contract().balance(Terms.ETHER, worker.address(), At.LATEST))
                .isEqualTo(task.terms().reward());
    }

    @Test
    void carriesTheAgreementOfBothSides() {
        EscrowedTask task = funded();
        settled(claim(task, worker, UUID.randomUUID().toString()));
        Consent agreement = consent(task, ConsentKind.SETTLEMENT);

        Command done =
                settled(
                        Answers.of(
                                        door::relaySettlement,
                                        RelaySettlementRequest.newBuilder()
                                                .setCommandId(UUID.randomUUID().toString())
                                                .setTask(Wire.task(task))
                                                .setConsent(Wire.consent(agreement))
                                                .setPublisherSignature(sign(agreement, publisher))
                                                .setWorkerSignature(sign(agreement, worker))
                                                .build())
                                .getCommand());

        assertThat(done.getStatus()).isEqualTo(CommandStatus.COMMAND_STATUS_CONFIRMED);
        assertThat(chain.contract().balance(Terms.ETHER, worker.address(), At.LATEST))
                .isEqualTo(
                        task.terms()
                                .reward()
                                .multiply(BigInteger.valueOf(2_500))
                                .divide(BigInteger.valueOf(10_000)));
    }

    @Test
    void executesATimerOnlyWhenItsTimeHasCome() {
        EscrowedTask task = funded();
        settled(claim(task, worker, UUID.randomUUID().toString()));

        assertThatThrownBy(() -> timer(task, Verb.VERB_LAPSE))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem ->
                                assertThat(problem.code()).isEqualTo("escrow-deadline-not-passed"));
        chain.pass(TestChain.WINDOW + 1L);
        settled(timer(task, Verb.VERB_LAPSE));

        assertThat(chain.state(task).status()).isEqualTo(EscrowStatus.OPEN);
    }

    @Test
    void takesACommandOnce() {
        EscrowedTask task = funded();
        String id = UUID.randomUUID().toString();

        Command first = settled(claim(task, worker, id));
        Command again = claim(task, worker, id);

        assertThat(again.getStatus()).isEqualTo(CommandStatus.COMMAND_STATUS_CONFIRMED);
        assertThat(again.getTransactionHash()).isEqualTo(first.getTransactionHash());
        assertThatThrownBy(() -> claim(task, Wallet.create(), id))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo("command-id-reused"));
    }

    @Test
    void refusesWhatTheContractRefuses() {
        EscrowedTask task = funded();
        settled(claim(task, worker, UUID.randomUUID().toString()));

        assertThatThrownBy(() -> claim(task, Wallet.create(), UUID.randomUUID().toString()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo("escrow-wrong-status"));
        assertThatThrownBy(() -> carry(task, ConsentKind.SUBMISSION, publisher))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem ->
                                assertThat(problem.code()).isEqualTo("escrow-invalid-signature"));
    }

    private Command claim(EscrowedTask task, Wallet by, String commandId) {
        Consent consent =
                new Consent(
                        ConsentKind.CLAIM,
                        task.key(),
                        chain.state(task).openedIn(),
                        by.address(),
                        0,
                        "",
                        0,
                        0);
        return Answers.of(
                        door::relayClaim,
                        RelayClaimRequest.newBuilder()
                                .setCommandId(commandId)
                                .setTask(Wire.task(task))
                                .setConsent(Wire.consent(consent))
                                .setSignature(sign(consent, by))
                                .build())
                .getCommand();
    }

    private Consent consent(EscrowedTask task, ConsentKind kind) {
        EscrowState state = chain.state(task);
        return new Consent(
                kind,
                task.key(),
                state.openedIn(),
                worker.address(),
                state.round(),
                DIGEST,
                2_500,
                task.terms().policy().claimDeadline());
    }

    private Command carry(EscrowedTask task, ConsentKind kind, Wallet by) {
        Consent consent = consent(task, kind);
        return Answers.of(
                        door::relayConsent,
                        RelayConsentRequest.newBuilder()
                                .setCommandId(UUID.randomUUID().toString())
                                .setTask(Wire.task(task))
                                .setConsent(Wire.consent(consent))
                                .setSigner(by.address())
                                .setSignature(sign(consent, by))
                                .build())
                .getCommand();
    }

    private Command resolve(EscrowedTask task, int share, boolean appeal) {
        return Answers.of(
                        door::resolve,
                        ResolveRequest.newBuilder()
                                .setCommandId(UUID.randomUUID().toString())
                                .setTask(Wire.task(task))
                                .setShare(share)
                                .setReason(DIGEST)
                                .setAppeal(appeal)
                                .build())
                .getCommand();
    }

    private Command timer(EscrowedTask task, Verb verb) {
        return Answers.of(
                        door::executeTimer,
                        ExecuteTimerRequest.newBuilder()
                                .setCommandId(UUID.randomUUID().toString())
                                .setTask(Wire.task(task))
                                .setVerb(verb)
                                .build())
                .getCommand();
    }

    private String sign(Consent consent, Wallet by) {
        return by.sign(consent, chain.contract().address());
    }

    private Command settled(Command given) {
        GetCommandRequest request =
                GetCommandRequest.newBuilder().setCommandId(given.getCommandId()).build();
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> Answers.of(door::getCommand, request).getCommand(),
                        command ->
                                command.getStatus() == CommandStatus.COMMAND_STATUS_CONFIRMED
                                        || command.getStatus()
                                                == CommandStatus.COMMAND_STATUS_FAILED);
    }
}
